import { memoryDisk, memoryStore } from "../src/memory.ts";
import { storeContract } from "./contract.ts";

storeContract("memory", () => {
  const disk = memoryDisk();
  return {
    open: () => Promise.resolve(memoryStore(disk)),
    full: (on) => {
      disk.refuses = on ? "full" : null;
    },
  };
});

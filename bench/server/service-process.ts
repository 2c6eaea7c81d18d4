import { spawn } from "node:child_process";
import { once } from "node:events";
import { ServeProcess } from "../../test/faults/service/serve-process.ts";
import { untilAllHasLeft } from "./lines-scene.ts";

/**
 * How long the service takes from the start of its process until it serves, in ms. Ends once all that it says by itself
 * has left, and its process has ended.
 */
export async function startToServing(folder: string): Promise<number> {
  const serve = new ServeProcess(folder);
  const start = performance.now();
  serve.launch();
  try {
    await serve.says('"event":"serving"');
    const took = performance.now() - start;
    if (serve.fell) throw new Error(`the service ended by itself: ${serve.said.slice(-1_000)}`);
    await untilAllHasLeft(async () => {
      const health = await serve.desk?.health();
      if (health?.ok !== true) throw new Error("the service's desk does not answer");
      return health.value.queued;
    });
    return took;
  } finally {
    await serve.stop();
  }
}

/** How long a process takes that does nothing, in ms. */
export async function emptyProcess(): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, ["--eval", "0"], { stdio: "ignore" });
  await once(child, "exit");
  return performance.now() - start;
}

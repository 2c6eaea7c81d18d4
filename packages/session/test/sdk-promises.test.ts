import type { OlmMachine } from "@matrix-org/matrix-sdk-crypto-wasm";
import type { OutgoingRequestProcessor } from "matrix-js-sdk/lib/rust-crypto/OutgoingRequestProcessor.js";
import { OutgoingRequestsManager } from "matrix-js-sdk/lib/rust-crypto/OutgoingRequestsManager.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { quietLogger } from "../src/quiet-logger.ts";
import { keepDroppedPromises } from "../src/sdk-promises.ts";

describe("a session that is closed while the SDK encrypts", () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);

  beforeEach(() => void process.on("unhandledRejection", note));
  afterEach(() => void process.off("unhandledRejection", note));

  it("[STORE-1] leaves no unhandled rejection of a promise that the SDK dropped; who waits for it is told", async () => {
    keepDroppedPromises();
    const machine = { outgoingRequests: () => Promise.resolve([]) } as unknown as OlmMachine;
    const none = {} as unknown as OutgoingRequestProcessor;
    const manager = new OutgoingRequestsManager(quietLogger, machine, none);
    void manager.doProcessOutgoingRequests();
    const dropped = manager.doProcessOutgoingRequests();
    manager.stop();
    await expect(dropped).rejects.toThrow("stopped");
    void manager.doProcessOutgoingRequests();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(unhandled).toEqual([]);
  });
});

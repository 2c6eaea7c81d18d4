import { OutgoingRequestsManager } from "matrix-js-sdk/lib/rust-crypto/OutgoingRequestsManager.js";

let kept = false;

/**
 * While it encrypts, the SDK asks for the machine's requests and drops the promise (`RoomEncryptor`); a session that is
 * closed just then rejects it, which whoever hosts the session would be told as an unhandled rejection. Whoever waits for
 * the promise still gets the rejection.
 */
export function keepDroppedPromises(): void {
  if (kept) return;
  kept = true;
  const { prototype } = OutgoingRequestsManager;
  // oxlint-disable-next-line typescript/unbound-method -- called with the manager as `this` below
  const original = prototype.doProcessOutgoingRequests;
  prototype.doProcessOutgoingRequests = function (this: OutgoingRequestsManager): Promise<void> {
    const done = original.call(this);
    done.catch(() => undefined);
    return done;
  };
}

import type { Fate, HostileProxy } from "./hostile-proxy.ts";

/** Does something once, between a client's handing out of a room key and its hearing that the key got there. */
export function whileKeyIsOnItsWay(
  line: HostileProxy,
  work: () => void | Promise<void>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    line.set(async ({ path }): Promise<Fate> => {
      if (!path.includes("/sendToDevice/")) return "pass";
      line.set(() => "pass");
      await Promise.resolve(work()).then(resolve, reject);
      return "pass";
    });
  });
}

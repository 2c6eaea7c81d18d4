import type { MatrixClient } from "matrix-js-sdk/lib/client.js";

/**
 * The SDK starts a timer per request that it never clears (a sync's runs for 90 s and more) and that would keep a
 * process from ending. Deadlines are kept by `HomeserverFetch` instead.
 */
export function withoutSdkTimers({ http }: MatrixClient): void {
  const ask = http.requestOtherUrl.bind(http);
  http.requestOtherUrl = (method, url, body, options = {}) => {
    const { localTimeoutMs: _, ...rest } = options;
    return ask(method, url, body, rest);
  };
}

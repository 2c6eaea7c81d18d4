import { logger as sdkLogger, type Logger } from "matrix-js-sdk/lib/logger.js";

const nothing = (): void => undefined;

/** Writes nothing: the SDK's messages carry room ids, account names and request paths. */
export const quietLogger: Logger = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  getChild: () => quietLogger,
};

/** Some modules of the SDK do not take the client's logger but the global one; it falls silent as well. */
export function silenceSdk(): void {
  // oxlint-disable-next-line typescript/no-deprecated -- deprecated for use, but it is what must not be heard
  Object.assign(sdkLogger, quietLogger, { log: nothing });
}

import { ConnectionError, HTTPError, MatrixError } from "matrix-js-sdk/lib/http-api/index.js";
import type { RequestFailure } from "./refusal.ts";

/** Reads an error that the SDK threw for a request. Errors that are not of a request show no status. */
export function failureOf(error: unknown): RequestFailure {
  if (!(error instanceof HTTPError)) return {};
  return {
    status: error.httpStatus,
    code: error instanceof MatrixError ? error.errcode : undefined,
    retryAfter: retryAfterOf(error),
  };
}

function retryAfterOf(error: HTTPError): number | undefined {
  try {
    return error.getRetryAfterMs() ?? undefined;
  } catch {
    // The server wrote something that is neither a number nor a date.
    return undefined;
  }
}

/** Whether the error is the failure of a request, not of what was to be done with its reply. */
export function isOfRequest(error: unknown): boolean {
  return (
    error instanceof HTTPError ||
    error instanceof ConnectionError ||
    (error instanceof DOMException && error.name === "AbortError")
  );
}

/**
 * Says that something went wrong that must not stop what comes after it: a bug, told to whoever hosts the client as an
 * unhandled rejection.
 */
export function report(error: unknown): void {
  void rejectedWith(error);
}

async function rejectedWith(error: unknown): Promise<never> {
  throw error;
}

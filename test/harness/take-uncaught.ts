/** Collects what would end the process; a host has to survive the machine's panic. The answer puts things back. */
export function takeUncaught(into: unknown[]): () => void {
  const before = process.listeners("uncaughtException");
  const take = (error: unknown): void => void into.push(error);
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", take);
  return () => {
    process.off("uncaughtException", take);
    for (const listener of before) process.on("uncaughtException", listener);
  };
}

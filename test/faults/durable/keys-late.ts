interface Journal {
  write(db: string, steps: readonly unknown[]): void;
}

/** Takes the defence out of this process: keys are written some time after the crypto machine heard that they are. */
export async function keysLate(ms: number): Promise<void> {
  const module = new URL("../../../packages/session/src/node/journal.ts", import.meta.url);
  const { Journal } = (await import(module.href)) as {
    readonly Journal: { readonly prototype: Journal };
  };
  // oxlint-disable-next-line typescript/unbound-method -- called with its object below
  const { write } = Journal.prototype;
  Journal.prototype.write = function (this: Journal, db, steps) {
    setTimeout(() => write.call(this, db, steps), ms);
  };
}

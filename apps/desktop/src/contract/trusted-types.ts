/**
 * The Trusted Types policies that the content security policy admits, one per place that starts a worker. Each may be
 * created once; every other way from text to script is closed.
 */
export const POLICIES = {
  /** The worker that derives the passphrase key. */
  vaultWorker: "parley-vault-worker",
} as const;

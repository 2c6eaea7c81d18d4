import { POLICIES } from "../../../contract/index.ts";
import type { PassphraseQuestion } from "./passphrase-worker.ts";
// oxlint-disable-next-line import/default -- made by the bundler: the address of the worker as a chunk of its own
import workerUrl from "./passphrase-worker.ts?worker&url";
import type { KeyFromPassphrase } from "./vault-file.ts";

interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}

/** What TypeScript does not know of Trusted Types; absent only outside the desktop client. */
interface WithTrustedTypes {
  readonly trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL: (url: string) => string },
    ): ScriptUrlPolicy;
  };
}

let policy: ScriptUrlPolicy | null = null;

/** The one address that this policy lets through: the worker that came with the build. */
function trustedWorkerUrl(): string {
  const { trustedTypes } = globalThis as WithTrustedTypes;
  if (trustedTypes === undefined) return workerUrl;
  policy ??= trustedTypes.createPolicy(POLICIES.vaultWorker, {
    createScriptURL: (url) => {
      if (url !== workerUrl) throw new Error("not the worker of the vault");
      return url;
    },
  });
  return policy.createScriptURL(workerUrl);
}

/** Derives the key in a worker of its own, whose 256 MiB go back to the system when it ends. */
export const keyFromPassphrase: KeyFromPassphrase = (passphrase, salt, cost) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(trustedWorkerUrl(), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Uint8Array>) => {
      worker.terminate();
      resolve(data);
    });
    worker.addEventListener("error", (event) => {
      worker.terminate();
      reject(new Error(`the passphrase worker stopped: ${event.message}`));
    });
    const question: PassphraseQuestion = { passphrase, salt, cost };
    worker.postMessage(question, []);
  });

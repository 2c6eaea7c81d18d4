import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { packagedClient, type Otherwise, type PackagedClient } from "@parley/desktop/packaging";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** What stands in one module of the product, and what is bundled in its place. */
export interface Edit {
  /** Path of the module below the root, as `packages/client/src/inbox.ts`. */
  readonly module: string;
  /** Text that stands in it exactly once. */
  readonly from: string;
  readonly to: string;
}

/**
 * Packages the exercise client with one defence taken out, so that a test can be seen failing where that defence is
 * gone. It is the whole product otherwise: same sources, same Electron, same fuses. The edits are made while it is
 * bundled; no source on the disk changes, and the product has no switch for it. It stands in
 * `out/desktop/exercise-without-NAME` and is made anew only when a source or an edit changed (about 10 s).
 *
 *     const { executable } = await undefendedClient("inbox-dedupe", [
 *       { module: "packages/client/src/inbox.ts", from: "before !== undefined && (", to: "false && (" },
 *     ]);
 *     const scene = await Scene.set({ executable });
 *
 * @param without short name of the defence: small letters and hyphens; one set of edits per name and process
 * @throws where an edit no longer fits the source, or the client does not contain its module
 */
export async function undefendedClient(
  without: string,
  edits: readonly Edit[],
): Promise<PackagedClient> {
  const files = edits.map((edit) => ({ ...edit, file: path.join(ROOT, edit.module) }));
  for (const { file, ...edit } of files) apply(edit, readFileSync(file, "utf8"));
  const bundled = new Set<string>();
  const plugin: Otherwise["plugins"][number] = {
    name: "parley-without-a-defence",
    // Before the types are taken out: edits are of the sources.
    enforce: "pre",
    transform(code, id) {
      const [file = id] = id.split("?");
      const here = files.filter((edit) => edit.file === file);
      if (here.length === 0) return null;
      bundled.add(file);
      return { code: here.reduce((text, edit) => apply(edit, text), code), map: null };
    },
  };
  const client = await packagedClient("exercise", {
    name: `without-${without}`,
    madeOf: JSON.stringify(edits),
    plugins: [plugin],
  });
  const missing = client.fresh ? files.filter(({ file }) => !bundled.has(file)) : [];
  if (missing.length === 0) return client;
  rmSync(path.dirname(path.dirname(client.executable)), { recursive: true, force: true });
  throw new Error(`the client does not contain ${missing.map(({ module }) => module).join(", ")}`);
}

function apply({ module, from, to }: Edit, text: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${module} holds ${parts.length - 1} times: ${from}`);
  return parts.join(to);
}

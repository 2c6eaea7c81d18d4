import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, type InlineConfig, type Plugin } from "vite";
import type { Variant } from "./variant.ts";

/** Writes the client's whole program into `folder`: two scripts, the page, and a manifest; no node_modules. */
export async function bundle(...what: Parameters<typeof bundleAll>): Promise<void> {
  // A test runner sets it to something else, and what is packaged there would be of another kind.
  const before = process.env["NODE_ENV"];
  process.env["NODE_ENV"] = "production";
  try {
    await bundleAll(...what);
  } finally {
    if (before === undefined) delete process.env["NODE_ENV"];
    else process.env["NODE_ENV"] = before;
  }
}

async function bundleAll(
  desktop: string,
  folder: string,
  variant: Variant,
  plugins: readonly Plugin[],
): Promise<void> {
  await build({
    configFile: path.join(desktop, "vite.config.ts"),
    logLevel: "warn",
    plugins: [...plugins],
    worker: { plugins: () => [...plugins] },
    build: { outDir: path.join(folder, "renderer") },
  });
  const script = (entry: string, file: string): InlineConfig => ({
    ...scriptConfig(desktop, folder, variant, { entry, file }),
    plugins: [...plugins],
  });
  await build(script("src/main/main.ts", "main.js"));
  await build(script("src/preload/preload.ts", "preload.cjs"));
  const { version } = JSON.parse(readFileSync(path.join(desktop, "package.json"), "utf8")) as {
    readonly version: string;
  };
  const manifest = {
    name: "parley",
    productName: "Parley",
    version,
    description: "Encrypted consultation between participating States",
    author: "The Parley authors",
    type: "module",
    main: "main.js",
  };
  writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** A script for one of the processes that have Electron's own modules and bring everything else along. */
function scriptConfig(
  desktop: string,
  folder: string,
  variant: Variant,
  { entry, file }: { readonly entry: string; readonly file: string },
): InlineConfig {
  return {
    root: desktop,
    configFile: false,
    logLevel: "warn",
    define: { PARLEY_EXERCISE_BUILD: String(variant === "exercise") },
    ssr: { noExternal: true, external: ["electron"], target: "node" },
    build: {
      ssr: path.join(desktop, entry),
      outDir: folder,
      emptyOutDir: false,
      target: "node20",
      minify: true,
      rolldownOptions: {
        checks: { bundlerTimings: false },
        output: { format: file.endsWith(".cjs") ? "cjs" : "es", entryFileNames: file },
      },
    },
  };
}

import path from "node:path";
import { build, log, Platform } from "electron-builder";
import { fusesAmiss, fusesOf } from "./fuses.ts";
import type { Variant } from "./variant.ts";

export interface Packing {
  /** Folder of the bundled program. */
  readonly app: string;
  /** Folder that the unpacked client is put into. */
  readonly output: string;
  readonly variant: Variant;
  readonly electronDist: string;
  readonly electronVersion: string;
}

/** Puts the program into an Electron, sets the fuses and reads them back. */
export async function pack(packing: Packing): Promise<void> {
  // Its running commentary; what goes wrong is thrown.
  log.info = () => undefined;
  await build({
    projectDir: packing.app,
    targets: Platform.LINUX.createTarget("dir"),
    publish: "never",
    config: {
      appId: "chat.parley.desktop",
      productName: "Parley",
      artifactName: "parley-${version}-${arch}.${ext}",
      directories: { output: packing.output },
      files: ["**/*", "!**/node_modules/**"],
      asar: true,
      npmRebuild: false,
      electronDist: packing.electronDist,
      electronVersion: packing.electronVersion,
      electronFuses: fusesOf(packing.variant),
      electronLanguages: ["en-US", "en-GB"],
      linux: { executableName: "parley", category: "Network" },
    },
  });
  const executable = path.join(packing.output, "linux-unpacked/parley");
  const amiss = await fusesAmiss(executable, packing.variant);
  if (amiss.length > 0) throw new Error(`fuses not as wanted: ${amiss.join(", ")}`);
}

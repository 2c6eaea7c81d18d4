import { FuseState, FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import type { Variant } from "./variant.ts";

/** As electron-builder calls them. */
export type FuseName =
  | "runAsNode"
  | "enableCookieEncryption"
  | "enableNodeOptionsEnvironmentVariable"
  | "enableNodeCliInspectArguments"
  | "enableEmbeddedAsarIntegrityValidation"
  | "onlyLoadAppFromAsar"
  | "loadBrowserProcessSpecificV8Snapshot"
  | "grantFileProtocolExtraPrivileges";

const FUSES = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
} as const satisfies Record<FuseName, FuseV1Options>;

/** What is fixed in the binary itself. Playwright drives the exercise build through Node's inspector. */
export function fusesOf(variant: Variant): Readonly<Record<FuseName, boolean>> {
  return {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: variant === "exercise",
    // Checked by Electron on macOS and Windows; on Linux the package's signature and its folder's owner stand for it.
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  };
}

/** The names of the fuses that read back from the binary otherwise than wanted; empty when all are as they should be. */
export async function fusesAmiss(
  executable: string,
  variant: Variant,
): Promise<readonly FuseName[]> {
  const wire = await getCurrentFuseWire(executable);
  const wanted = fusesOf(variant);
  return (Object.keys(FUSES) as FuseName[]).filter(
    (name) => wire[FUSES[name]] !== (wanted[name] ? FuseState.ENABLE : FuseState.DISABLE),
  );
}

/** `node flip-fuses.mjs ELECTRON`: lets a foreign Electron start without its owner's V8 snapshot. */
import { flipFuses, FuseV1Options, FuseVersion } from "@electron/fuses";

const [electron] = process.argv.slice(2);
if (electron === undefined) throw new Error("the path of an Electron is wanted");
await flipFuses(electron, {
  version: FuseVersion.V1,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
});

/** `node flip-fuses.mjs APP_PACKAGE_JSON ELECTRON`: lets a foreign Electron start without its owner's V8 snapshot. */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [owner, electron] = process.argv.slice(2);
if (owner === undefined || electron === undefined) throw new Error("two arguments wanted");
const { flipFuses, FuseV1Options, FuseVersion } = await import(
  pathToFileURL(createRequire(owner).resolve("@electron/fuses")).href
);
await flipFuses(electron, {
  version: FuseVersion.V1,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
});

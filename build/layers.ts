/**
 * Who may know whom: the one table of layers. Whatever stands in it may use only what stands above it. The check reads
 * it (`build/check/`), and so does a person who wonders where new code belongs.
 */

/** A part of a package whose files have rules of their own. */
export interface Zone {
  readonly name: string;
  /** Below the package's folder. */
  readonly folder: string;
  /** Zones of the same package that it may use, besides itself. */
  readonly zones: readonly string[];
  /** Workspace packages that it may use. */
  readonly packages: readonly string[];
  /** Its folders do not know each other. */
  readonly apart?: true;
  /** May use `node:*`. */
  readonly node?: true;
}

/** A package of the workspace. */
export interface Project {
  /** The package is `@parley/<name>`. */
  readonly name: string;
  /** Below the root. */
  readonly folder: string;
  /** Workspace packages that it may use; what it declares and refers to is what it does use. */
  readonly uses: readonly string[];
  /** Where dependencies are declared: what is bundled into one file has only devDependencies. */
  readonly bundled?: true;
  /** Files or folders below `src` that may use `node:*`; all where `true`. */
  readonly node?: true | readonly string[];
  /** Every source belongs to one of them, where there are any. */
  readonly zones?: readonly Zone[];
}

export interface LayerTable {
  readonly projects: readonly Project[];
  /** Package from outside, and the only places that may use it: a project, or `project/zone`. */
  readonly owners: Readonly<Record<string, readonly string[]>>;
  /** Name of files below `test` that compose the product without a defence: they may name the types of any module. */
  readonly standIns: string;
}

const FACELESS = ["base", "crypto", "protocol", "directory", "session", "storage"];
const EVERYTHING = [...FACELESS, "client"];

export const LAYERS: LayerTable = {
  projects: [
    { name: "base", folder: "packages/base", uses: [] },
    { name: "crypto", folder: "crypto", uses: ["base"] },
    {
      name: "protocol",
      folder: "packages/protocol",
      uses: ["base", "crypto"],
    },
    {
      name: "directory",
      folder: "packages/directory",
      uses: ["base", "crypto"],
    },
    {
      name: "session",
      folder: "packages/session",
      uses: ["base", "protocol", "directory"],
      node: ["node.ts", "node"],
    },
    {
      name: "storage",
      folder: "packages/storage",
      uses: ["base", "crypto", "protocol", "directory"],
      node: ["node"],
    },
    { name: "client", folder: "packages/client", uses: FACELESS },
    {
      name: "homeserver",
      folder: "apps/homeserver",
      uses: EVERYTHING,
      node: true,
    },
    {
      name: "desktop",
      folder: "apps/desktop",
      uses: EVERYTHING,
      bundled: true,
      zones: [
        { name: "contract", folder: "src/contract", zones: [], packages: ["base"] },
        {
          name: "main",
          folder: "src/main",
          zones: ["contract"],
          packages: ["base"],
          node: true,
        },
        { name: "preload", folder: "src/preload", zones: ["contract"], packages: ["base"] },
        { name: "ui", folder: "src/renderer/ui", zones: [], packages: [] },
        {
          name: "words",
          folder: "src/renderer/words",
          zones: ["ui"],
          packages: ["base", "protocol"],
        },
        {
          // How an act looks, wherever it is shown.
          name: "acts",
          folder: "src/renderer/acts",
          zones: ["ui", "words"],
          packages: ["base", "protocol", "client"],
        },
        {
          name: "features",
          folder: "src/renderer/features",
          zones: ["contract", "ui", "words", "acts"],
          packages: EVERYTHING,
          apart: true,
        },
        {
          name: "app",
          folder: "src/renderer/app",
          zones: ["contract", "ui", "words", "acts", "features"],
          packages: EVERYTHING,
        },
      ],
    },
    {
      // The service and the officers' command line.
      name: "secretariat",
      folder: "apps/secretariat",
      uses: EVERYTHING,
      node: true,
    },
    {
      // Starts a homeserver and packaged clients; the one app that others are composed into.
      name: "exercise",
      folder: "apps/exercise",
      uses: [...EVERYTHING, "homeserver", "secretariat", "desktop"],
      node: true,
    },
  ],
  owners: {
    "libsodium-wrappers-sumo": ["crypto"],
    "@scure/bip39": ["crypto"],
    "matrix-js-sdk": ["session"],
    "@matrix-org/matrix-sdk-crypto-wasm": ["session"],
    dexie: ["storage"],
    electron: ["desktop/main", "desktop/preload"],
    qr: ["secretariat"],
  },
  standIns: "defences.ts",
};

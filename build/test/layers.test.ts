import { describe, expect, it } from "vitest";
import { layerFaults } from "../check/layer-faults.ts";
import { LAYERS, type LayerTable } from "../layers.ts";
import { tree } from "./tree.ts";

type Files = Readonly<Record<string, string>>;

const DESKTOP_USES = ["base", "client", "protocol"];

/** A small workspace in good order: every package of the table, with one source each. */
function orderly(): Files {
  const files: Record<string, string> = {};
  const references: string[] = [];
  for (const { name, folder, uses, bundled } of LAYERS.projects) {
    const declared = name === "desktop" ? DESKTOP_USES : uses;
    const dependencies = Object.fromEntries(
      declared.map((one) => [`@parley/${one}`, "workspace:*"]),
    );
    files[`${folder}/package.json`] = JSON.stringify({
      name: `@parley/${name}`,
      [bundled === true ? "devDependencies" : "dependencies"]: dependencies,
    });
    const up = "../".repeat(folder.split("/").length);
    files[`${folder}/tsconfig.json`] = `{ // types\n "references": ${JSON.stringify(
      declared.map((one) => ({
        path: `${up}${LAYERS.projects.find((project) => project.name === one)?.folder ?? ""}`,
      })),
    )} }`;
    references.push(`./${folder}`);
    if (name !== "desktop") files[`${folder}/src/index.ts`] = 'export { own } from "./own.ts";';
  }
  const desktop = "apps/desktop/src";
  return {
    ...files,
    "tsconfig.json": JSON.stringify({ references: references.map((path) => ({ path })) }),
    "crypto/src/sodium.ts": 'import sodium from "libsodium-wrappers-sumo";',
    "packages/session/src/node.ts": 'import { readFile } from "node:fs/promises";',
    "packages/session/src/sdk.ts": 'import { createClient } from "matrix-js-sdk";',
    "packages/client/src/client.ts": 'import type { Store } from "@parley/storage";',
    "packages/client/test/client.test.ts": 'import { startHomeserver } from "@parley/homeserver";',
    "test/hostile/a/defences.ts":
      'import type * as X from "../../../packages/client/src/client.ts";',
    [`${desktop}/contract/index.ts`]: 'import type { Result } from "@parley/base";',
    [`${desktop}/main/main.ts`]:
      'import { app } from "electron"; import path from "node:path"; import type { Calls } from "../contract/index.ts";',
    [`${desktop}/preload/preload.ts`]:
      'import { ipcRenderer } from "electron"; import { CALLS } from "../contract/index.ts";',
    [`${desktop}/renderer/ui/Button.tsx`]: 'import type { ReactNode } from "react";',
    [`${desktop}/renderer/words/message.ts`]: 'import { STATES } from "@parley/protocol";',
    [`${desktop}/renderer/features/home/Home.tsx`]:
      'import { Button } from "../../ui/Button.tsx"; import { row } from "./row.ts"; import "./home.css";',
    [`${desktop}/renderer/app/main.tsx`]:
      'import { Home } from "../features/home/Home.tsx"; const worker = new URL("./argon-worker.ts", import.meta.url);',
  };
}

function faultsOf(change: Files, table: LayerTable = LAYERS): readonly string[] {
  return layerFaults(tree({ ...orderly(), ...change }), table).faults;
}

const renderer = "apps/desktop/src/renderer";

describe("layers", () => {
  it("finds nothing in a tree that is in order", () => {
    const { faults, files } = layerFaults(tree(orderly()), LAYERS);
    expect(faults).toEqual([]);
    expect(files).toBeGreaterThan(15);
  });

  it("is not green when it saw no files", () => {
    const { faults, files } = layerFaults(tree({}), LAYERS);
    expect(files).toBe(0);
    expect(faults).toContain("no source file was seen at all");
    expect(faults).toContain("packages/base: no source file was seen");
  });

  it.each<[string, string, string, string]>([
    [
      "a static import upwards",
      "packages/base/src/a.ts",
      'import { seal } from "@parley/crypto";',
      "base does not know crypto",
    ],
    [
      "a type import upwards",
      "packages/base/src/a.ts",
      'import type { Key } from "@parley/crypto";',
      "base does not know crypto",
    ],
    [
      "a type in place",
      "packages/base/src/a.ts",
      'type K = import("@parley/crypto").Key;',
      "base does not know crypto",
    ],
    [
      "a dynamic import",
      "packages/base/src/a.ts",
      'await import("@parley/crypto");',
      "base does not know crypto",
    ],
    [
      "a template as name",
      "packages/base/src/a.ts",
      "await import(`@parley/crypto`);",
      "base does not know crypto",
    ],
    [
      "export from",
      "packages/base/src/a.ts",
      'export { seal } from "@parley/crypto";',
      "base does not know crypto",
    ],
    [
      "export all from",
      "packages/base/src/a.ts",
      'export * from "@parley/crypto";',
      "base does not know crypto",
    ],
    [
      "import equals",
      "packages/base/src/a.ts",
      'import c = require("@parley/crypto");',
      "base does not know crypto",
    ],
    [
      "require",
      "packages/base/src/a.ts",
      'const c = require("@parley/crypto");',
      "base does not know crypto",
    ],
    [
      "a side effect",
      "packages/base/src/a.ts",
      'import "@parley/crypto";',
      "base does not know crypto",
    ],
    [
      "a subpath",
      "packages/storage/src/a.ts",
      'import { nodeSessions } from "@parley/session/node";',
      "storage does not know session",
    ],
    [
      "a sideways import",
      "packages/protocol/src/a.ts",
      'import { readLog } from "@parley/directory";',
      "protocol does not know directory",
    ],
    [
      "an app in a package",
      "packages/client/src/a.ts",
      'import { x } from "@parley/homeserver";',
      "client does not know homeserver",
    ],
    [
      "a package that is not there",
      "packages/client/src/a.ts",
      'import { x } from "@parley/secretariat";',
      "client does not know secretariat",
    ],
    [
      "one's own door",
      "packages/base/src/a.ts",
      'import { accept } from "@parley/base";',
      "goes through its own door",
    ],
    [
      "climbing out",
      "packages/session/src/a.ts",
      'import { x } from "../../storage/src/index.ts";',
      "climbs out of its package",
    ],
    [
      "climbing out to nowhere",
      "crypto/src/a.ts",
      'import x from "../../package.json";',
      "climbs out of its package",
    ],
    ["an absolute path", "crypto/src/a.ts", 'import x from "/etc/x.ts";', "by an absolute path"],
    [
      "a test in a source",
      "packages/base/src/a.ts",
      'import { x } from "../test/sample.ts";',
      "uses what is not a source",
    ],
    [
      "past a door from a test",
      "packages/client/test/a.test.ts",
      'import { x } from "../../storage/src/rows.ts";',
      "goes past the door",
    ],
    [
      "past a door from a test of the whole",
      "test/a.test.ts",
      'import { x } from "../packages/storage/src/rows.ts";',
      "goes past the door",
    ],
    [
      "past a door for a type, from a test of the whole",
      "test/a.test.ts",
      'import type * as X from "../packages/storage/src/rows.ts";',
      "goes past the door",
    ],
    [
      "past a door for more than a type, where a defence is taken out",
      "test/hostile/a/defences.ts",
      'import { x } from "../../../packages/storage/src/rows.ts";',
      "goes past the door",
    ],
    ["a computed name", "packages/base/src/a.ts", "await import(name);", "imports a computed name"],
    [
      "libsodium elsewhere",
      "packages/client/src/a.ts",
      'import s from "libsodium-wrappers-sumo";',
      "only crypto may use libsodium-wrappers-sumo",
    ],
    [
      "the SDK elsewhere",
      "packages/client/src/a.ts",
      'import type { Room } from "matrix-js-sdk/lib/models/room.js";',
      "only session may use matrix-js-sdk",
    ],
    [
      "the SDK in a test elsewhere",
      "packages/client/test/a.test.ts",
      'import type { Room } from "matrix-js-sdk";',
      "only session may use matrix-js-sdk",
    ],
    [
      "dexie elsewhere",
      `${renderer}/app/a.ts`,
      'import { Dexie } from "dexie";',
      "only storage may use dexie",
    ],
    [
      "node: in a pure package",
      "packages/protocol/src/a.ts",
      'import { join } from "node:path";',
      "and uses node:path",
    ],
    [
      "Node without a prefix",
      "packages/directory/src/a.ts",
      'import { join } from "path";',
      "and uses path",
    ],
    [
      "node: beside session/node",
      "packages/session/src/node-like.ts",
      'import fs from "node:fs";',
      "and uses node:fs",
    ],
    [
      "node: in the renderer",
      `${renderer}/app/a.ts`,
      'import fs from "node:fs";',
      "and uses node:fs",
    ],
    [
      "node: in the preload",
      "apps/desktop/src/preload/a.ts",
      'import fs from "node:fs";',
      "and uses node:fs",
    ],
    [
      "electron in the renderer",
      `${renderer}/app/a.ts`,
      'import { app } from "electron";',
      "may use electron",
    ],
    [
      "electron in the contract",
      "apps/desktop/src/contract/a.ts",
      'import type { App } from "electron";',
      "may use electron",
    ],
    [
      "electron in another app",
      "apps/exercise/src/a.ts",
      'import type { App } from "electron";',
      "may use electron",
    ],
    [
      "ui that knows a package",
      `${renderer}/ui/A.tsx`,
      'import { LEVELS } from "@parley/base";',
      "desktop/ui does not know base",
    ],
    [
      "ui that knows words",
      `${renderer}/ui/A.tsx`,
      'import { say } from "../words/message.ts";',
      "ui does not know words",
    ],
    [
      "words that know a feature",
      `${renderer}/words/a.ts`,
      'import { x } from "../features/home/Home.tsx";',
      "words does not know features",
    ],
    [
      "a feature that knows another",
      `${renderer}/features/lock/Lock.tsx`,
      'import { row } from "../home/row.ts";',
      "lock does not know home",
    ],
    [
      "a feature that knows the app",
      `${renderer}/features/lock/Lock.tsx`,
      'import { x } from "../../app/main.tsx";',
      "features does not know app",
    ],
    [
      "a worker of another feature",
      `${renderer}/features/lock/Lock.tsx`,
      'new Worker(new URL("../home/w.ts", import.meta.url));',
      "lock does not know home",
    ],
    [
      "a worker with a suffix",
      `${renderer}/features/lock/Lock.tsx`,
      'import W from "../home/w.ts?worker";',
      "lock does not know home",
    ],
    [
      "main in the renderer",
      `${renderer}/app/a.ts`,
      'import { x } from "../../main/main.ts";',
      "app does not know main",
    ],
    [
      "the renderer in main",
      "apps/desktop/src/main/a.ts",
      'import { x } from "../renderer/ui/Button.tsx";',
      "main does not know ui",
    ],
    [
      "the client in main",
      "apps/desktop/src/main/a.ts",
      'import { x } from "@parley/client";',
      "desktop/main does not know client",
    ],
    [
      "a file beside the parts",
      `${renderer}/stray.ts`,
      "export const x = 1;",
      "stands in none of the parts",
    ],
    ["a file that does not parse", "packages/base/src/a.ts", "import {", "cannot be read"],
  ])("finds %s", (_name, file, text, fault) => {
    const faults = faultsOf({ [file]: text });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(file);
    expect(faults[0]).toContain(fault);
  });

  it("names the line", () => {
    expect(faultsOf({ "packages/base/src/a.ts": '\n\nimport "@parley/crypto";\n' })).toEqual([
      "packages/base/src/a.ts:3: base does not know crypto: @parley/crypto",
    ]);
  });

  it.each<[string, Files, string]>([
    [
      "a dependency that the table does not allow",
      {
        "packages/base/package.json":
          '{"name":"@parley/base","dependencies":{"@parley/crypto":"workspace:*"}}',
        "packages/base/tsconfig.json": '{"references":[{"path":"../../crypto"}]}',
      },
      "packages/base/package.json: base may not depend on crypto",
    ],
    [
      "a reference without a dependency",
      { "packages/base/tsconfig.json": '{"references":[{"path":"../../crypto"}]}' },
      "packages/base: refers to crypto without depending on it",
    ],
    [
      "a dependency without a reference",
      { "crypto/tsconfig.json": "{}" },
      "crypto: depends on base without referring to it",
    ],
    [
      "a reference to nothing",
      { "crypto/tsconfig.json": '{"references":[{"path":"../packages/base"},{"path":"../gone"}]}' },
      "crypto/tsconfig.json: refers to gone, which is no package",
    ],
    [
      "a package that the table does not name",
      { "packages/extra/package.json": '{"name":"@parley/extra"}' },
      "packages/extra: the table of layers does not name this package",
    ],
    [
      "a package under another name",
      { "packages/base/package.json": '{"name":"@parley/basis"}' },
      "packages/base/package.json: is not @parley/base",
    ],
    [
      "a root that leaves a package out",
      {
        "tsconfig.json": JSON.stringify({
          references: LAYERS.projects.slice(1).map(({ folder }) => ({ path: folder })),
        }),
      },
      "tsconfig.json: does not refer to packages/base",
    ],
  ])("finds %s", (_name, change, fault) => {
    expect(faultsOf(change)).toEqual([fault]);
  });

  it("finds a table that runs in a circle", () => {
    const projects = LAYERS.projects.map((one) =>
      one.name === "base" ? { ...one, uses: ["crypto"] } : one,
    );
    expect(faultsOf({}, { ...LAYERS, projects })).toContain(
      "the table: base uses crypto, which is not above it",
    );
  });
});

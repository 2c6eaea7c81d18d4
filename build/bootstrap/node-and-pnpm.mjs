/** Node 24 and pnpm 12 as plain binaries from the npm registry, by a locked folder and the machine's own npm. */
import { copyFileSync, existsSync } from "node:fs";
import path from "node:path";
import { fillOnce, folderBytes, inputHash } from "./cache-folder.mjs";
import { NPM_CI } from "./npm-ci.mjs";
import { megabytes } from "./report.mjs";
import { Stop } from "./stop.mjs";
import { cleanEnvironment, runTool } from "./tool.mjs";

/** @typedef {{readonly node: string, readonly pnpm: string}} Tools absolute paths of both programs */

/**
 * @param {{readonly root: string, readonly cache: string, readonly step: import("./report.mjs").Step}} context
 * @returns {Promise<Tools>}
 */
export async function nodeAndPnpm({ root, cache, step }) {
  const platform = `${process.platform}-${process.arch}`;
  const lock = path.join(root, "build/toolchain", platform);
  if (!existsSync(lock)) {
    throw new Stop(`There is no toolchain for ${platform} yet: use Linux on x64.`);
  }
  const files = ["package.json", "package-lock.json", ".npmrc"].map((name) =>
    path.join(lock, name),
  );
  const folder = path.join(cache, `toolchain-${inputHash(files)}`);
  const tools = {
    node: path.join(folder, `node_modules/node-${platform}/bin/node`),
    pnpm: path.join(folder, `node_modules/@pnpm/exe.${platform}/pnpm`),
  };
  if (existsSync(folder)) return tools;
  step.say("fetching from the npm registry");
  await fillOnce(folder, async (unfinished) => {
    for (const file of files) copyFileSync(file, path.join(unfinished, path.basename(file)));
    await runTool({
      what: "Node and pnpm",
      log: path.join(cache, "logs/toolchain.log"),
      ...NPM_CI,
      cwd: unfinished,
      env: cleanEnvironment(),
      progress: () => folderBytes(unfinished),
      onProgress: (bytes) => step.say(`${megabytes(bytes)} unpacked`),
    });
  });
  step.done("ready");
  return tools;
}

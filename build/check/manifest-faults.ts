/** Holds package.json and tsconfig.json of every package against the table of layers. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { LayerTable, Project } from "../layers.ts";
import { filesBelow } from "./files.ts";

const SCOPE = "@parley/";
const TSCONFIG = /^tsconfig(\.[a-z]+)?\.json$/;

interface Manifest {
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

interface TsConfig {
  readonly references?: readonly { readonly path: string }[];
}

export function manifestFaults(root: string, table: LayerTable): readonly string[] {
  return [
    ...unknownPackages(root, table),
    ...table.projects.flatMap((project) => projectFaults(root, table, project)),
    ...rootFaults(root, table),
  ];
}

/** A package that the table does not name would go unchecked. */
function unknownPackages(root: string, { projects }: LayerTable): readonly string[] {
  const known = new Set(projects.map(({ folder }) => folder));
  return ["packages", "apps"]
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((folder) => existsSync(path.join(root, folder, "package.json")) && !known.has(folder))
    .map((folder) => `${folder}: the table of layers does not name this package`);
}

function projectFaults(root: string, table: LayerTable, project: Project): readonly string[] {
  const { name, folder, uses } = project;
  const file = `${folder}/package.json`;
  if (!existsSync(path.join(root, file))) return [`${folder}: there is no package.json`];
  const manifest = readJson<Manifest>(root, file);
  const faults = manifest.name === `${SCOPE}${name}` ? [] : [`${file}: is not ${SCOPE}${name}`];
  const [runtime, other] = [manifest.dependencies, manifest.devDependencies].map(namesIn);
  const declared = project.bundled === true ? (other ?? []) : (runtime ?? []);
  for (const one of [...(runtime ?? []), ...declared].filter(
    (one, i, all) => all.indexOf(one) === i,
  ))
    if (!uses.includes(one)) faults.push(`${file}: ${name} may not depend on ${one}`);
  return [...faults, ...referenceFaults(root, table, project, declared)];
}

/** References of all its tsconfig files together, those to itself left out, are its dependencies. */
function referenceFaults(
  root: string,
  { projects }: LayerTable,
  { folder }: Project,
  declared: readonly string[],
): readonly string[] {
  const configs = filesBelow(root, folder, TSCONFIG).filter(
    (file) => !file.startsWith(`${folder}/test/`),
  );
  if (configs.length === 0)
    return [`${folder}: there is no tsconfig.json, so no types are checked`];
  const faults: string[] = [];
  const referenced = new Set<string>();
  for (const config of configs)
    for (const reference of readJson<TsConfig>(root, config).references ?? []) {
      const target = path.posix.join(path.posix.dirname(config), reference.path);
      if (target === folder || target.startsWith(`${folder}/`)) continue;
      const known = projects.find((one) => `${target}/`.startsWith(`${one.folder}/`));
      if (known === undefined) faults.push(`${config}: refers to ${target}, which is no package`);
      else referenced.add(known.name);
    }
  for (const one of referenced)
    if (!declared.includes(one)) faults.push(`${folder}: refers to ${one} without depending on it`);
  for (const one of declared)
    if (!referenced.has(one)) faults.push(`${folder}: depends on ${one} without referring to it`);
  return faults;
}

/** What the root does not refer to is not compiled by `tsc -b`. */
function rootFaults(root: string, { projects }: LayerTable): readonly string[] {
  if (!existsSync(path.join(root, "tsconfig.json"))) return ["there is no tsconfig.json"];
  const references = readJson<TsConfig>(root, "tsconfig.json").references ?? [];
  const reached = new Set(references.map((reference) => path.posix.normalize(reference.path)));
  return projects
    .filter(
      ({ folder }) => ![...reached].some((one) => one === folder || one.startsWith(`${folder}/`)),
    )
    .map(({ folder }) => `tsconfig.json: does not refer to ${folder}`);
}

function namesIn(dependencies: Readonly<Record<string, string>> = {}): readonly string[] {
  return Object.keys(dependencies)
    .filter((name) => name.startsWith(SCOPE))
    .map((name) => name.slice(SCOPE.length));
}

const STRING_OR_COMMENT = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** Files of this checkout, whose form the tools that own them check. Comments, as tsconfig files have them, are left out. */
function readJson<T>(root: string, file: string): T {
  const text = readFileSync(path.join(root, file), "utf8");
  return JSON.parse(
    text.replace(STRING_OR_COMMENT, (found) => (found.startsWith('"') ? found : "")),
  ) as T;
}

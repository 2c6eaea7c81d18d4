/** Holds every source of the workspace against the table of layers. */
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import type { LayerTable, Project, Zone } from "../layers.ts";
import { filesBelow } from "./files.ts";
import { importsOf } from "./imports.ts";
import { manifestFaults } from "./manifest-faults.ts";

export interface LayerReport {
  /** One line each: where, and what is wrong with it. */
  readonly faults: readonly string[];
  /** Source files that were read. */
  readonly files: number;
}

const SOURCE = /\.[cm]?[jt]sx?$/;

/** What a file is to its package. Tests and tools are not shipped, and may use more. */
interface Seat {
  readonly project: Project;
  readonly part: "src" | "test" | "tools";
  readonly zone: Zone | null;
  /** Folder of a zone whose folders stand apart. */
  readonly apart: string | null;
}

/** `root`: absolute. A tree without sources is a fault: a check that saw nothing must not be green. */
export function layerFaults(root: string, table: LayerTable): LayerReport {
  const faults = [...tableFaults(table), ...manifestFaults(root, table)];
  let files = 0;
  for (const project of table.projects) {
    const sources = filesBelow(root, project.folder, SOURCE);
    if (!sources.some((file) => file.startsWith(`${project.folder}/src/`)))
      faults.push(`${project.folder}: no source file was seen`);
    for (const file of sources) {
      files++;
      faults.push(...fileFaults(root, table, file));
    }
  }
  for (const folder of ["test", "bench"])
    for (const file of filesBelow(root, folder, SOURCE))
      faults.push(...doorFaults(root, table, file));
  if (files === 0) faults.push("no source file was seen at all");
  return { faults, files };
}

/** The table itself: whatever is used stands above, so that there is no circle. */
function tableFaults({ projects, owners }: LayerTable): readonly string[] {
  const faults: string[] = [];
  const places = new Set<string>();
  for (const { name, uses, zones = [] } of projects) {
    for (const one of uses)
      if (!places.has(one)) faults.push(`the table: ${name} uses ${one}, which is not above it`);
    places.add(name);
    const above = new Set<string>();
    for (const zone of zones) {
      for (const one of zone.zones)
        if (!above.has(one))
          faults.push(`the table: ${name}/${zone.name} uses ${one}, which is not above it`);
      for (const one of zone.packages)
        if (!uses.includes(one))
          faults.push(`the table: ${name}/${zone.name} uses ${one}, which ${name} may not`);
      above.add(zone.name);
      places.add(`${name}/${zone.name}`);
    }
  }
  for (const [owned, where] of Object.entries(owners))
    for (const one of where)
      if (!places.has(one)) faults.push(`the table: ${owned} belongs to ${one}, which is unknown`);
  return faults;
}

function fileFaults(root: string, table: LayerTable, file: string): readonly string[] {
  const seat = seatOf(table, file);
  if (seat === null) return [];
  if (seat.part === "src" && seat.project.zones !== undefined && seat.zone === null)
    return [`${file}: stands in none of the parts of ${seat.project.name} that the table names`];
  const { imports, error } = importsOf(file, readFileSync(path.join(root, file), "utf8"));
  if (error !== null) return [`${file}: cannot be read: ${error}`];
  return imports.flatMap(({ from, line }) => {
    const fault =
      from === null
        ? computedFault(seat)
        : importFault(table, file, seat, from.replace(/\?.*$/, ""));
    return fault === null ? [] : [`${file}:${line}: ${fault}`];
  });
}

/**
 * Tests and benches of the whole may use every package, through its door. What composes the product without one of its
 * defences names the type of the module that it stands in for.
 */
function doorFaults(root: string, table: LayerTable, file: string): readonly string[] {
  const { imports } = importsOf(file, readFileSync(path.join(root, file), "utf8"));
  const mayNameTypes = path.posix.basename(file) === table.standIns;
  return imports.flatMap(({ from, line, typeOnly }) => {
    if (from === null || !from.startsWith(".") || (mayNameTypes && typeOnly)) return [];
    const target = path.posix.join(path.posix.dirname(file), from);
    return seatOf(table, target)?.part === "src"
      ? [`${file}:${line}: goes past the door of another package: ${from}`]
      : [];
  });
}

/** In sources a computed name would be a hole in this check. */
function computedFault({ part }: Seat): string | null {
  return part === "src" ? "imports a computed name, which no check can follow" : null;
}

function importFault(table: LayerTable, file: string, seat: Seat, from: string): string | null {
  if (from.startsWith(".")) {
    const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), from));
    return relativeFault(table, seat, from, target);
  }
  if (path.posix.isAbsolute(from)) return `imports ${from} by an absolute path`;
  if (isBuiltin(from) || from.startsWith("node:")) return nodeFault(file, seat, from);
  const name = packageName(from);
  if (name.startsWith("@parley/")) return packageFault(seat, from, name.slice("@parley/".length));
  return ownerFault(table, seat, name);
}

function relativeFault(table: LayerTable, seat: Seat, from: string, target: string): string | null {
  const { project, part, zone, apart } = seat;
  const other = seatOf(table, target);
  const inside = target.startsWith(`${project.folder}/`);
  if (part === "src") {
    if (!inside) return `climbs out of its package: ${from}`;
    if (other?.part !== "src") return `uses what is not a source: ${from}`;
    if (zone === null || other.zone === null) return null;
    if (zone.name === other.zone.name)
      return apart === other.apart ? null : `${apart} does not know ${other.apart}: ${from}`;
    return zone.zones.includes(other.zone.name)
      ? null
      : `${zone.name} does not know ${other.zone.name}: ${from}`;
  }
  return !inside && other?.part === "src" ? `goes past the door of another package: ${from}` : null;
}

function nodeFault(file: string, { project, part, zone }: Seat, from: string): string | null {
  if (part !== "src" || zone?.node === true || project.node === true) return null;
  const below = file.slice(`${project.folder}/src/`.length);
  const allowed = (project.node ?? []).some((one) => below === one || below.startsWith(`${one}/`));
  return allowed ? null : `does not run under Node alone, and uses ${from}`;
}

function packageFault({ project, part, zone }: Seat, from: string, name: string): string | null {
  if (name === project.name) return part === "src" ? `goes through its own door: ${from}` : null;
  if (part === "test") return null;
  const allowed = zone === null ? project.uses : zone.packages;
  const who = zone === null ? project.name : `${project.name}/${zone.name}`;
  return allowed.includes(name) ? null : `${who} does not know ${name}: ${from}`;
}

function ownerFault(
  { owners }: LayerTable,
  { project, part, zone }: Seat,
  name: string,
): string | null {
  const where = Object.hasOwn(owners, name) ? owners[name] : undefined;
  if (where === undefined) return null;
  const mine = where.filter((one) => one.split("/")[0] === project.name);
  const fits =
    part === "src"
      ? mine.some((one) => one === project.name || one === `${project.name}/${zone?.name ?? ""}`)
      : mine.length > 0;
  return fits ? null : `only ${where.join(" and ")} may use ${name}`;
}

function packageName(from: string): string {
  return from.split("/", from.startsWith("@") ? 2 : 1).join("/");
}

/** Null for what belongs to no package of the table. */
function seatOf({ projects }: LayerTable, file: string): Seat | null {
  const project = projects.find(({ folder }) => file.startsWith(`${folder}/`));
  if (project === undefined) return null;
  const below = file.slice(project.folder.length + 1);
  if (!below.startsWith("src/"))
    return { project, part: below.startsWith("test/") ? "test" : "tools", zone: null, apart: null };
  const zone = project.zones?.find(({ folder }) => below.startsWith(`${folder}/`)) ?? null;
  const [apart = ""] = zone === null ? [] : below.slice(zone.folder.length + 1).split("/");
  return { project, part: "src", zone, apart: zone?.apart === true ? apart : null };
}

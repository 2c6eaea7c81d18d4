/** Every rule of a SPEC.md is held by a test that carries its name in square brackets. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync } from "oxc-parser";
import { filesBelow } from "./files.ts";
import { textOf, walk } from "./imports.ts";

/** Packages whose rules are written down. */
const SPECIFIED = [
  "packages/protocol",
  "packages/directory",
  "packages/session",
  "packages/client",
] as const;

const RULE = /^- \*\*([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*)\*\*/gm;
const TEST = /\.(test|e2e)\.tsx?$/;
/** Functions that run what they are given; `it.skip` and `it.todo` do not. */
const RUNNERS = new Set(["it", "test", "describe"]);
const MODIFIERS = new Set(["each", "for", "concurrent", "sequential", "runIf"]);

export interface RuleReport {
  readonly faults: readonly string[];
  readonly rules: number;
}

/** A test counts for the rules of its own package, and one in `test/` for those of all. */
export function ruleFaults(root: string, packages: readonly string[] = SPECIFIED): RuleReport {
  const faults: string[] = [];
  let rules = 0;
  const shared = namesBelow(root, "test");
  for (const folder of packages) {
    const file = `${folder}/SPEC.md`;
    if (!existsSync(path.join(root, file))) {
      faults.push(`${file}: is missing`);
      continue;
    }
    const text = readFileSync(path.join(root, file), "utf8");
    const named = new Set([...text.matchAll(RULE)].map(([, rule = ""]) => rule));
    if (named.size === 0) faults.push(`${file}: names no rule`);
    const names = [...namesBelow(root, `${folder}/test`), ...shared];
    for (const rule of named) {
      rules++;
      if (!names.some((name) => name.includes(`[${rule}]`)))
        faults.push(`${file}: no test carries [${rule}]`);
    }
  }
  return { faults, rules };
}

function namesBelow(root: string, folder: string): readonly string[] {
  return filesBelow(root, folder, TEST).flatMap((file) =>
    testNames(file, readFileSync(path.join(root, file), "utf8")),
  );
}

/** Names of the tests in a file, with those of the groups that they are in; skipped ones left out. */
export function testNames(file: string, text: string): readonly string[] {
  const { program } = parseSync(file, text);
  const texts = new Map<string, string>();
  const names: unknown[] = [];
  walk(program, (node) => {
    if (node.type === "VariableDeclarator") {
      const value = textOf(node["init"]);
      const name = identifier(node["id"]);
      if (value !== null && name !== null) texts.set(name, value);
    }
    if (node.type === "CallExpression" && runs(node["callee"]))
      names.push((node["arguments"] as unknown[])[0]);
  });
  // What `it.each` is given is no name, and comes out as a hole.
  return names.map((name) => written(name, texts)).filter((name) => name !== "…");
}

/** A name with the texts in its holes that stand in the same file; "…" for other holes. */
function written(name: unknown, texts: ReadonlyMap<string, string>): string {
  const hole = (value: unknown): string => texts.get(identifier(value) ?? "") ?? "…";
  if (typeof name !== "object" || name === null || !("quasis" in name && "expressions" in name))
    return textOf(name) ?? hole(name);
  const quasis = name.quasis as readonly { readonly value: { readonly raw: string } }[];
  const holes = name.expressions as readonly unknown[];
  return quasis
    .map(({ value }, i) => value.raw + (i < holes.length ? hole(holes[i]) : ""))
    .join("");
}

function identifier(value: unknown): string | null {
  return typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string"
    ? value.name
    : null;
}

/** Whether the callee is `it`, `it.each(…)`, `describe.concurrent` and their like. */
function runs(callee: unknown): boolean {
  if (typeof callee !== "object" || callee === null) return false;
  if ("name" in callee) return typeof callee.name === "string" && RUNNERS.has(callee.name);
  if ("callee" in callee) return runs(callee.callee);
  if ("tag" in callee) return runs(callee.tag);
  if (!("object" in callee) || !("property" in callee)) return false;
  const { property } = callee;
  const modifier = typeof property === "object" && property !== null && "name" in property;
  return modifier && MODIFIERS.has(String(property.name)) && runs(callee.object);
}

/** What a source file reaches for, in whatever way it is written. */
import { parseSync } from "oxc-parser";

export interface Import {
  /** As written; null where it is computed and cannot be known. */
  readonly from: string | null;
  /** From 1. */
  readonly line: number;
  /** Of types alone: nothing of it is there when the program runs. */
  readonly typeOnly: boolean;
}

export interface Imports {
  readonly imports: readonly Import[];
  /** First error of the parser; a file that cannot be read cannot be checked. */
  readonly error: string | null;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [member: string]: unknown;
}

/** Static, dynamic and type imports, export-from, `require`, and files named by `new URL(…, import.meta.url)`. */
export function importsOf(file: string, text: string): Imports {
  const { program, errors } = parseSync(file, text);
  const imports: Import[] = [];
  walk(program, (node) => {
    const source = sourceOf(node);
    if (source === undefined) return;
    imports.push({
      from: source,
      line: text.slice(0, node.start).split("\n").length,
      typeOnly: node["importKind"] === "type" || node.type === "TSImportType",
    });
  });
  return { imports, error: errors[0]?.message ?? null };
}

/** Calls back for every node, parents first. */
export function walk(value: unknown, call: (node: Node) => void): void {
  if (typeof value !== "object" || value === null) return;
  if (isNode(value)) call(value);
  for (const member of Object.values(value)) walk(member, call);
}

function isNode(value: object): value is Node {
  return "type" in value && typeof value.type === "string" && "start" in value;
}

/** Undefined where the node imports nothing. */
function sourceOf(node: Node): string | null | undefined {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "ImportExpression":
    case "TSImportType":
      return textOf(node["source"]);
    case "ExportNamedDeclaration":
      return node["source"] === null ? undefined : textOf(node["source"]);
    case "TSExternalModuleReference":
      return textOf(node["expression"]);
    case "CallExpression":
      return nameOf(node["callee"]) === "require" ? textOf(first(node["arguments"])) : undefined;
    case "NewExpression":
      return isOwnUrl(node) ? textOf(first(node["arguments"])) : undefined;
    default:
      return undefined;
  }
}

/** `new URL("./file.ts", import.meta.url)`: how a worker or an asset of one's own is named. */
function isOwnUrl(node: Node): boolean {
  if (nameOf(node["callee"]) !== "URL" || !Array.isArray(node["arguments"])) return false;
  const [file, base] = node["arguments"] as unknown[];
  const text = textOf(file);
  let own = false;
  walk(base, ({ type }) => {
    own ||= type === "MetaProperty";
  });
  return own && text !== null && /\.[cm]?[jt]sx?$/.test(text);
}

function first(list: unknown): unknown {
  return Array.isArray(list) ? (list[0] as unknown) : undefined;
}

function nameOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "name" in value ? value.name : undefined;
}

/** The text of a literal or of a template without holes; null for anything computed. */
export function textOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null || !isNode(value)) return null;
  if (value.type === "Literal") return typeof value["value"] === "string" ? value["value"] : null;
  if (value.type !== "TemplateLiteral" || !Array.isArray(value["quasis"])) return null;
  const quasis = value["quasis"] as readonly { readonly value: { readonly cooked: string } }[];
  return quasis.length === 1 ? (quasis[0]?.value.cooked ?? null) : null;
}

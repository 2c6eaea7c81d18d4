/** One way to read a cell as text. */
export interface Reading {
  readonly how: "text" | "json" | "utf-16" | "percent" | "base64";
  readonly text: string;
}

/** JSON inside a string inside JSON: deep enough for anything that was wrapped by hand, with an end. */
const DEPTH = 4;
/** Shorter runs of base64 cannot hold a word of six letters. */
const BASE64_RUN = /[A-Za-z0-9+/_-]{8,}/g;

/**
 * Everything that a value can be read as: itself, the strings inside JSON (unescaped, and JSON again), percent
 * escapes, base64 of either alphabet, and for blobs UTF-8 and UTF-16. Who looks for a word looks in all of them.
 */
export function* readingsOf(value: string | Uint8Array): Generator<Reading> {
  if (typeof value === "string") {
    yield* readingsOfText(value, "text", DEPTH);
    return;
  }
  yield* readingsOfText(Buffer.from(value).toString("utf8"), "text", DEPTH);
  yield { how: "utf-16", text: Buffer.from(value).toString("utf16le") };
}

function* readingsOfText(text: string, how: Reading["how"], depth: number): Generator<Reading> {
  yield { how, text };
  if (depth === 0) return;
  const json = parseJson(text);
  if (json !== undefined) {
    for (const part of stringsIn(json)) yield* readingsOfText(part, "json", depth - 1);
    // The parts have been read one by one; the escapes below would only repeat them.
    return;
  }
  if (text.includes("%")) {
    const plain = unescapePercent(text);
    if (plain !== text) yield { how: "percent", text: plain };
  }
  for (const [run] of text.matchAll(BASE64_RUN)) {
    // Signs before it may belong to something else, a path for example: every alignment is tried.
    for (let start = 0; start < 4; start += 1) {
      yield { how: "base64", text: Buffer.from(run.slice(start), "base64").toString("utf8") };
    }
  }
}

/** Undefined for what is no object, list or string of JSON. */
function parseJson(text: string): unknown {
  if (!/^\s*[[{"]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === "string") {
    yield value;
  } else if (typeof value === "object" && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      if (!Array.isArray(value)) yield key;
      yield* stringsIn(part);
    }
  }
}

/** Escapes that are no UTF-8 stay as they are. */
function unescapePercent(text: string): string {
  return text.replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
}

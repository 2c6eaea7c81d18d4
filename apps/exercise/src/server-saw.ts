import { openLeft, tablesOf } from "./saw/cells.ts";
import { CANARY_LENGTH, SHORT_WORD_LENGTH } from "./saw/needles.ts";
import { search, type SearchOptions, type Sighting } from "./saw/search.ts";
import { summarise, type Summary } from "./saw/summary.ts";

/** What the homeserver learned, as far as its database tells. */
export interface ServerSaw extends Summary {
  /** Whether nothing was found beyond what an untouched server holds as well. */
  readonly ok: boolean;
  readonly searched: {
    readonly tables: number;
    readonly cells: number;
    readonly canaries: number;
    readonly words: number;
  };
  readonly found: readonly Sighting[];
  readonly alsoInAnEmptyServer: readonly Sighting[];
}

/**
 * Reads everything that a stopped server keeps: what there is by kind, and where a canary or a word stands. Throws
 * for one that is too short to be told from chance, and where there is nothing to look for.
 */
export function serverSaw(options: SearchOptions): ServerSaw {
  const { canaries, words } = options;
  refuseShort(canaries, CANARY_LENGTH);
  refuseShort(words, SHORT_WORD_LENGTH);
  const { cells, found, alsoInAnEmptyServer } = search(options);
  const database = openLeft(options.database);
  try {
    return {
      ok: found.length === 0,
      ...summarise(database),
      searched: {
        tables: tablesOf(database).length,
        cells,
        canaries: canaries.length,
        words: words.length,
      },
      found,
      alsoInAnEmptyServer,
    };
  } finally {
    database.close();
  }
}

function refuseShort(texts: readonly string[], length: number): void {
  if (texts.length === 0) throw new Error("nothing to look for");
  for (const text of texts) {
    if (text.length < length) throw new Error(`too short to be looked for: ${text}`);
  }
}

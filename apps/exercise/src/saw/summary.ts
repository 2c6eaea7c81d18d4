import type { DatabaseSync } from "node:sqlite";

/** What kinds of things the server holds, by name. */
export interface Summary {
  readonly eventTypes: readonly { readonly type: string; readonly count: number }[];
  /** Under which keys state stands; account names are counted, not listed. */
  readonly stateKeys: readonly {
    readonly type: string;
    readonly keys: readonly string[];
    readonly accounts: number;
  }[];
  /** Fields that any profile has; `repeatsAccount` where each value is the account's own random name. */
  readonly profileFields: readonly { readonly field: string; readonly repeatsAccount: boolean }[];
  readonly accountData: readonly {
    readonly type: string;
    readonly of: "account" | "room";
    readonly count: number;
  }[];
  readonly roomTags: readonly string[];
  /** Names that devices were given, each once. */
  readonly deviceNames: readonly string[];
  readonly accounts: number;
  readonly rooms: number;
}

type Row = Record<string, unknown>;

/** Reads Synapse 1.163's tables by name; throws where one is missing, so that a new schema is noticed. */
export function summarise(database: DatabaseSync): Summary {
  const rows = (sql: string): Row[] => database.prepare(sql).all();
  const texts = (sql: string): string[] => rows(sql).map(({ text }) => String(text));
  const count = (sql: string): number => Number(rows(sql)[0]?.["n"]);
  return {
    eventTypes: rows("SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY type").map(
      ({ type, n }) => ({ type: String(type), count: Number(n) }),
    ),
    stateKeys: stateKeys(rows("SELECT DISTINCT type, state_key FROM state_events ORDER BY 1, 2")),
    profileFields: profileFields(
      rows("SELECT full_user_id AS account, displayname, avatar_url, fields FROM profiles"),
    ),
    accountData: [
      ...dataTypes(rows, "account_data", "account"),
      ...dataTypes(rows, "room_account_data", "room"),
    ],
    roomTags: texts("SELECT DISTINCT tag AS text FROM room_tags ORDER BY 1"),
    deviceNames: texts(
      "SELECT DISTINCT display_name AS text FROM devices WHERE display_name IS NOT NULL AND NOT hidden ORDER BY 1",
    ),
    accounts: count("SELECT count(*) AS n FROM users"),
    rooms: count("SELECT count(*) AS n FROM rooms"),
  };
}

function stateKeys(rows: readonly Row[]): Summary["stateKeys"] {
  const byType = new Map<string, { keys: string[]; accounts: number }>();
  for (const { type, state_key: key } of rows) {
    const entry = byType.get(String(type)) ?? { keys: [], accounts: 0 };
    byType.set(String(type), entry);
    if (/^@[a-z0-9]{12}:/.test(String(key))) entry.accounts += 1;
    else entry.keys.push(String(key));
  }
  return [...byType].map(([type, entry]) => ({ type, ...entry }));
}

function profileFields(rows: readonly Row[]): Summary["profileFields"] {
  const repeats = new Map<string, boolean>();
  for (const { account, fields, ...named } of rows) {
    const name = String(account).slice(1).split(":")[0];
    const custom = typeof fields === "string" ? (JSON.parse(fields) as Row) : {};
    for (const [field, value] of Object.entries({ ...named, ...custom })) {
      if (value === null || value === undefined) continue;
      repeats.set(field, (repeats.get(field) ?? true) && value === name);
    }
  }
  return [...repeats].map(([field, repeatsAccount]) => ({ field, repeatsAccount }));
}

function dataTypes(
  rows: (sql: string) => Row[],
  table: "account_data" | "room_account_data",
  of: "account" | "room",
): Summary["accountData"] {
  const sql = `SELECT account_data_type AS type, count(*) AS n FROM ${table} GROUP BY 1 ORDER BY 1`;
  return rows(sql).map(({ type, n }) => ({ type: String(type), of, count: Number(n) }));
}

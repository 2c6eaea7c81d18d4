import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { startHomeserver, type Homeserver } from "@parley/homeserver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainRoom, plainSignIn, roomPath } from "../../../test/harness/plain-requests.ts";
import { protocolWords } from "../src/saw/protocol-words.ts";
import { search } from "../src/saw/search.ts";
import { serverSaw, type ServerSaw } from "../src/server-saw.ts";

const CANARY = "the turbine was restarted";
const CIPHERTEXT = {
  algorithm: "m.megolm.v1.aes-sha2",
  ciphertext: "AwgAEpABqOYe",
  session_id: "S".repeat(43),
};

const dir = mkdtempSync(path.join(tmpdir(), "parley-saw-"));
const empty = path.join(dir, "empty.db");

beforeAll(async () => {
  const server = await start("empty");
  await server.stop();
  copyFileSync(server.database, empty);
});

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

function start(name: string): Promise<Homeserver> {
  return startHomeserver({ dir: path.join(dir, name), exercise: true });
}

function look(database: string): ServerSaw {
  return serverSaw({
    database,
    emptyDatabase: empty,
    canaries: [CANARY],
    words: protocolWords(),
  });
}

interface Column {
  readonly table: string;
  readonly column: string;
}

/** Plants a text of its own in every column of every table that takes one; answers which. */
function plantEverywhere(database: DatabaseSync): ReadonlyMap<string, Column> {
  const planted = new Map<string, Column>();
  database.exec("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
  const tables = database
    .prepare(
      // Shadow tables belong to their virtual table, which fills them.
      `SELECT t.name FROM pragma_table_list t WHERE t.schema = 'main' AND t.type IN ('table', 'virtual')
       AND t.name NOT LIKE 'sqlite_%'`,
    )
    .all()
    .map(({ name }) => String(name));
  for (const table of tables) {
    const columns = database.prepare(`PRAGMA table_info("${table}")`).all();
    for (const { name, notnull, pk } of columns) {
      const number = String(planted.size).padStart(4, "0");
      const canary = `planted text ${number} of all`;
      // Other columns that must not be empty get a number nobody else has.
      const filled = columns.filter(
        (one) => one["name"] === name || one["notnull"] === 1 || Number(one["pk"]) > 0,
      );
      const values = filled.map((one) =>
        one["name"] === name ? canary : 1_000_000 + planted.size,
      );
      const names = filled.map((one) => `"${String(one["name"])}"`).join(", ");
      const marks = filled.map(() => "?").join(", ");
      try {
        database.prepare(`INSERT INTO "${table}" (${names}) VALUES (${marks})`).run(...values);
        planted.set(canary, { table, column: String(name) });
      } catch (error) {
        // A key of whole numbers takes no text, so none can be hidden there.
        expect([table, name, notnull, pk, String(error)]).toEqual([
          table,
          name,
          notnull,
          1,
          "Error: datatype mismatch",
        ]);
      }
    }
  }
  return planted;
}

describe("what a real homeserver saw", () => {
  it("is said by kind, and is nothing for accounts, a room and ciphertext", async () => {
    const server = await start("quiet");
    const alfa = await plainSignIn(server, await server.createAccount());
    const room = await plainRoom(alfa);
    const sent = await alfa.ask("PUT", roomPath(room, "send", "m.room.encrypted", "1"), CIPHERTEXT);
    expect(sent.status).toBe(200);
    await server.stop();

    const saw = look(server.database);
    expect(saw).toMatchObject({
      ok: true,
      found: [],
      profileFields: [{ field: "displayname", repeatsAccount: true }],
      accountData: [],
      roomTags: [],
      deviceNames: [],
      accounts: 1,
      rooms: 1,
    });
    expect(saw.eventTypes.find(({ type }) => type === "m.room.encrypted")).toEqual({
      type: "m.room.encrypted",
      count: 1,
    });
    expect(saw.stateKeys.flatMap(({ keys }) => keys).filter((key) => key !== "")).toEqual([]);
    expect(saw.searched.tables).toBeGreaterThan(100);
  });

  it("names words that went through what Synapse cannot refuse", async () => {
    const server = await start("loud");
    const alfa = await plainSignIn(server, await server.createAccount());
    const client = "/_matrix/client/v3";
    const user = alfa.account.user;
    await alfa.ask("PUT", `${client}/profile/${user}/com.example.state`, {
      "com.example.state": "Bravo",
    });
    await alfa.ask("PUT", `${client}/user/${user}/account_data/com.example.note`, {
      note: `Then ${CANARY}.`,
    });
    const room = await plainRoom(alfa);
    const transaction = "early-warning to Germany";
    await alfa.ask("PUT", roomPath(room, "send", "m.room.encrypted", transaction), CIPHERTEXT);
    await server.stop();

    const saw = look(server.database);
    expect(saw.ok).toBe(false);
    expect(saw.profileFields).toContainEqual({
      field: "com.example.state",
      repeatsAccount: false,
    });
    expect(saw.accountData).toEqual([{ type: "com.example.note", of: "account", count: 1 }]);
    const places = saw.found.map(({ what, table, column }) => `${what}: ${table}.${column}`);
    expect(places).toEqual(
      expect.arrayContaining([
        "Bravo: profiles.fields",
        `${CANARY}: account_data.content`,
        "early-warning: event_json.internal_metadata",
        "Germany: event_json.internal_metadata",
      ]),
    );
  });

  it("finds a text planted in any column of any table", () => {
    const full = path.join(dir, "full.db");
    copyFileSync(empty, full);
    const database = new DatabaseSync(full, { enableForeignKeyConstraints: false });
    const planted = plantEverywhere(database);
    database.close();
    expect(planted.size).toBeGreaterThan(800);

    const seen = new Set(
      search({
        database: full,
        emptyDatabase: empty,
        canaries: [...planted.keys()],
        words: [],
      }).found.map(({ what, table, column }) => JSON.stringify([what, table, column])),
    );
    const missed = [...planted].filter(
      ([what, { table, column }]) => !seen.has(JSON.stringify([what, table, column])),
    );
    expect(missed).toEqual([]);
  });
});

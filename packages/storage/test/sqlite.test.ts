import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync, StatementSync } from "node:sqlite";
import type { Result } from "@parley/base";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { MAY_MOUNT } from "../../../test/harness/may-mount.ts";
import { mountSmallDisk } from "../../../test/harness/small-disk.ts";
import type { Store, StoreRefusal } from "../src/index.ts";
import { openSqliteStore } from "../src/node/sqlite.ts";
import { stepsOf, TABLES } from "../src/rows.ts";
import { KEY } from "./browser.ts";
import { commit, contents, storeContract, type Disk } from "./contract.ts";
import { draft, EVERYTHING, inbox } from "./sample.ts";

const root = mkdtempSync(path.join(tmpdir(), "parley-sqlite-"));
let folders = 0;

// oxlint-disable-next-line typescript/unbound-method -- called with its object below
const REAL_RUN = StatementSync.prototype.run;

/** Does it, and then the disk is full, as SQLite says it. */
function breakingRun(this: StatementSync, ...given: Parameters<StatementSync["run"]>): never {
  REAL_RUN.apply(this, given);
  throw Object.assign(new Error("database or disk is full"), { errcode: 13 });
}

/** A folder with the database; whoever opens it again finds the files as a killed process left them. */
class Folder implements Disk {
  folder: string | null = null;

  get file(): string {
    return path.join(this.folder ?? "", "store.sqlite");
  }

  async open(): Promise<Store> {
    const opened = await this.tryOpen();
    if (!opened.ok) throw new Error(`the store refuses to open: ${opened.refusal}`);
    return opened.value;
  }

  /** On a copy of the files: who had them open before, has them still. */
  tryOpen(key: Uint8Array = KEY): Promise<Result<Store, StoreRefusal>> {
    const next = path.join(root, String(++folders));
    if (this.folder === null)
      cpSync(mkdtempSync(path.join(root, "new-")), next, { recursive: true });
    else cpSync(this.folder, next, { recursive: true });
    this.folder = next;
    return this.inPlace(key);
  }

  inPlace(key: Uint8Array = KEY): Promise<Result<Store, StoreRefusal>> {
    return openSqliteStore({ file: this.file, key });
  }

  full(on: boolean): void {
    Object.assign(StatementSync.prototype, { run: on ? breakingRun : REAL_RUN });
  }

  /** All bytes of all files. */
  bytes(): string {
    const folder = this.folder ?? "";
    return readdirSync(folder)
      .map((name) => readFileSync(path.join(folder, name), "latin1"))
      .join("");
  }
}

afterEach(() => new Folder().full(false));
afterAll(() => rmSync(root, { recursive: true, force: true }));

storeContract("sqlite", () => new Folder());

const refused = (refusal: string): unknown => ({ ok: false, refusal });

async function filled(): Promise<Folder> {
  const folder = new Folder();
  const store = await folder.open();
  await commit(store, EVERYTHING);
  await store.close();
  return folder;
}

function behindTheBack(
  folder: Folder,
  sql: string,
  ...values: readonly (string | Uint8Array)[]
): void {
  const db = new DatabaseSync(folder.file);
  db.prepare(sql).run(...values);
  db.close();
}

describe("the file of the sqlite store", () => {
  it("holds no text of any row and no id, while it is open and after", async () => {
    const folder = new Folder();
    const store = await folder.open();
    await commit(store, EVERYTHING);
    await commit(store, { keptGone: EVERYTHING.kept });
    const open = folder.bytes();
    await store.close();
    const words = stepsOf(EVERYTHING).put.flatMap(({ id, text }) => [
      id,
      ...(text.match(/[\w-]{8,}/g) ?? []),
    ]);
    // Of which kind a row is stays visible.
    const kinds = new Set<string>(TABLES);
    expect(words.length).toBeGreaterThan(60);
    for (const seen of [open, folder.bytes()]) {
      expect(seen).toContain("SQLite format 3");
      for (const word of ["canary", ...words.filter((one) => one.length >= 8 && !kinds.has(one))])
        expect(seen.includes(Buffer.from(word).toString("latin1")) && word).toBe(false);
    }
  });

  it("is for this user alone", async () => {
    const folder = await filled();
    expect(statSync(folder.file).mode & 0o777).toBe(0o600);
  });

  it("is not opened by two at a time", async () => {
    const folder = new Folder();
    const store = await folder.open();
    expect(await folder.inPlace()).toEqual(refused("closed"));
    await commit(store, { drafts: [draft(1)] });
    await store.close();
    const again = await folder.inPlace();
    expect(again.ok).toBe(true);
    if (again.ok) await again.value.close();
  });

  it("refuses another key, and changes nothing", async () => {
    const folder = await filled();
    const before = folder.bytes();
    expect(await folder.inPlace(new Uint8Array(32).fill(8))).toEqual(refused("wrong-key"));
    expect(folder.bytes()).toBe(before);
  });

  it("refuses data of a newer version, and what is no database", async () => {
    const newer = await filled();
    behindTheBack(newer, "PRAGMA user_version = 2");
    expect(await newer.inPlace()).toEqual(refused("newer"));
    const other = await filled();
    rmSync(other.file);
    cpSync(import.meta.filename, other.file);
    expect(await other.inPlace()).toEqual(refused("damaged"));
  });

  it("is damaged where a value was changed, moved or added", async () => {
    for (const [sql, ...values] of [
      ["UPDATE rows SET sealed = substr(sealed, 2) WHERE kind = 'drafts'"],
      ["UPDATE rows SET sealed = zeroblob(90) WHERE kind = 'kept'"],
      [
        "UPDATE rows SET sealed = (SELECT sealed FROM rows WHERE kind = 'acts') WHERE kind = 'drafts'",
      ],
      ["INSERT INTO rows VALUES ('inbox', ?, zeroblob(90))", "A".repeat(32)],
    ] as const) {
      const folder = await filled();
      behindTheBack(folder, sql, ...values);
      expect(await (await folder.open()).load()).toEqual(refused("damaged"));
    }
    const folder = await filled();
    behindTheBack(folder, "DELETE FROM rows WHERE kind = 'meta'");
    expect(await folder.inPlace()).toEqual(refused("damaged"));
  });

  it.runIf(MAY_MOUNT)(
    "refuses on a disk without a byte left, and goes on when there is room",
    async () => {
      const folder = path.join(root, "small");
      const disk = mountSmallDisk(folder, 8);
      try {
        const opened = await openSqliteStore({ file: path.join(folder, "store.sqlite"), key: KEY });
        if (!opened.ok) throw new Error(opened.refusal);
        await commit(opened.value, { drafts: [draft(1)] });
        disk.fill();
        const large = Array.from({ length: 300 }, (_, n) =>
          inbox(n, { content: "x".repeat(30_000) }),
        );
        expect(await opened.value.commit({ inbox: large })).toEqual(refused("full"));
        disk.makeRoom();
        await commit(opened.value, { drafts: [draft(2)] });
        expect((await contents(opened.value)).drafts).toEqual([draft(1), draft(2)]);
        expect((await contents(opened.value)).inbox).toEqual([]);
        await opened.value.close();
      } finally {
        disk.remove();
      }
    },
  );
});

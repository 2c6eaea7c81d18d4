import type { PayloadId } from "@parley/base";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Change, Contents, Store, StoreRefusal } from "../src/index.ts";
import {
  act,
  DIRECTORY,
  draft,
  event,
  EVERYTHING,
  inbox,
  kept,
  NOTHING,
  outbox,
  payload,
  PROFILE,
  roomRow,
} from "./sample.ts";

/** Where an adapter keeps its data, seen from outside. */
export interface Disk {
  /** A store on what is there; opened again, it finds what was committed. */
  open(): Promise<Store>;
  /** While true, the disk takes no more: a write may begin, and breaks off. */
  full(on: boolean): void;
}

/** What the port promises, whichever adapter keeps it. */
export function storeContract(adapter: string, makeDisk: () => Disk): void {
  describe(`store of ${adapter}`, () => {
    it("is empty at first", async () => {
      const store = await makeDisk().open();
      expect(await contents(store)).toEqual(NOTHING);
    });

    it("gives back everything that was committed, unchanged", async () => {
      const disk = makeDisk();
      const store = await disk.open();
      await commit(store, EVERYTHING);
      expect(await contents(store)).toEqual(EVERYTHING);
      await store.close();
      expect(await contents(await disk.open())).toEqual(EVERYTHING);
    });

    it("finds what was committed after its process was killed", async () => {
      const disk = makeDisk();
      await commit(await disk.open(), EVERYTHING);
      expect(await contents(await disk.open())).toEqual(EVERYTHING);
    });

    it("reads rows in order of seq, and without one in order of identity", async () => {
      const store = await makeDisk().open();
      await commit(store, {
        inbox: [inbox(10), inbox(2), inbox(33)],
        acts: [act(10), act(9), act(100)],
        outbox: [outbox(7), outbox(5), outbox(6)],
        events: [event(9), event(1), event(5)],
        drafts: [draft(3), draft(1), draft(2)],
        rooms: [roomRow(2), roomRow(0), roomRow(1)],
        kept: [kept(2), kept(1, { kind: "canary-other" }), kept(1)],
      });
      await commit(store, { inbox: [inbox(5), inbox(1)] });
      const read = await contents(store);
      expect(read.inbox.map(({ seq }) => seq)).toEqual([1, 2, 5, 10, 33]);
      expect(read.acts.map(({ seq }) => seq)).toEqual([9, 10, 100]);
      expect(read.outbox.map(({ seq }) => seq)).toEqual([5, 6, 7]);
      expect(read.events.map((one) => `${one.room} ${one.event}`)).toEqual(
        [event(9), event(1), event(5)].map((one) => `${one.room} ${one.event}`).toSorted(),
      );
      expect(read.drafts).toEqual([draft(1), draft(2), draft(3)]);
      expect(read.rooms).toEqual([roomRow(0), roomRow(1), roomRow(2)]);
      expect(read.kept).toEqual([kept(1), kept(2), kept(1, { kind: "canary-other" })]);
    });

    it("reads rows with one seq in order of identity", async () => {
      const store = await makeDisk().open();
      await commit(store, { acts: [act(3, { seq: 1 }), act(1, { seq: 1 }), act(2, { seq: 1 })] });
      const { acts } = await contents(store);
      expect(acts.map(({ hash }) => hash)).toEqual([act(1).hash, act(2).hash, act(3).hash]);
    });

    it("puts a row in the place of the one with its identity", async () => {
      const store = await makeDisk().open();
      await commit(store, EVERYTHING);
      const change: Change = {
        profile: { ...PROFILE, accessToken: "other" },
        directory: { ...DIRECTORY, n: 4 },
        inbox: [inbox(1, { verdict: "counts", seq: 9 })],
        acts: [act(2, { status: "entered" })],
        outbox: [outbox(1, { status: "sent", sentAt: 5 })],
        drafts: [draft(2, { content: "" })],
        rooms: [roomRow(1, { readSeq: 7 })],
        events: [event(1)],
        kept: [kept(1, { text: "other" })],
      };
      await commit(store, change);
      const read = await contents(store);
      expect(read.profile).toEqual(change.profile);
      expect(read.directory).toEqual(change.directory);
      expect(read.inbox).toEqual([EVERYTHING.inbox[1], change.inbox?.[0]]);
      expect(read.acts).toEqual([EVERYTHING.acts[0], change.acts?.[0]]);
      expect(read.outbox).toEqual([EVERYTHING.outbox[0], change.outbox?.[0]]);
      expect(read.drafts).toEqual([EVERYTHING.drafts[0], change.drafts?.[0]]);
      expect(read.rooms).toEqual([EVERYTHING.rooms[0], change.rooms?.[0]]);
      expect(read.events).toHaveLength(2);
      expect(read.kept).toEqual([kept(1, { text: "other" }), ...EVERYTHING.kept.slice(1)]);
    });

    it("[INBOX-1] knows a payload by sender key and id together", async () => {
      const store = await makeDisk().open();
      await commit(store, { inbox: [inbox(1), inbox(1, { senderKey: "B".repeat(43), seq: 2 })] });
      expect((await contents(store)).inbox).toHaveLength(2);
    });

    it("takes rows away, and one that is both gone and given is there afterwards", async () => {
      const store = await makeDisk().open();
      await commit(store, EVERYTHING);
      await commit(store, {
        outboxGone: [payload(0), payload(1), payload(99)],
        draftsGone: [draft(1).id, draft(2).id],
        drafts: [draft(2, { content: "again" })],
        kept: [kept(2, { text: "again" })],
        keptGone: [kept(1), kept(2), kept(99)],
      });
      const read = await contents(store);
      expect(read.outbox).toEqual([]);
      expect(read.drafts).toEqual([draft(2, { content: "again" })]);
      expect(read.kept).toEqual([kept(2, { text: "again" }), kept(1, { kind: "canary-other" })]);
      expect(read.acts).toEqual(EVERYTHING.acts);
    });

    it("shares nothing with what was handed to it or what it gave", async () => {
      const store = await makeDisk().open();
      const given = { ...draft(1) };
      await commit(store, { drafts: [given] });
      Object.assign(given, { content: "changed after" });
      Object.assign((await contents(store)).drafts[0] ?? {}, { content: "changed too" });
      expect((await contents(store)).drafts).toEqual([draft(1)]);
    });

    it("takes an empty change", async () => {
      const store = await makeDisk().open();
      await commit(store, {});
      await commit(store, { inbox: [], outboxGone: [] });
      expect(await contents(store)).toEqual(NOTHING);
    });

    it("leaves everything as it was when the disk is full, and goes on when there is room", async () => {
      const disk = makeDisk();
      const store = await disk.open();
      await commit(store, EVERYTHING);
      const change: Change = {
        inbox: [inbox(1, { verdict: "counts" }), inbox(7)],
        outbox: [outbox(7)],
        outboxGone: [payload(0)],
        draftsGone: [draft(1).id],
        drafts: [draft(2, { content: "new" })],
        rooms: [roomRow(1, { readSeq: 7 })],
        kept: [kept(7)],
        keptGone: [kept(1)],
      };
      disk.full(true);
      expect(await store.commit(change)).toEqual({ ok: false, refusal: "full" });
      expect(await contents(store)).toEqual(EVERYTHING);
      disk.full(false);
      await commit(store, change);
      expect((await contents(store)).inbox).toHaveLength(3);
      expect((await contents(await disk.open())).outbox).toHaveLength(2);
    });

    it("writes changes that were asked for at once one after the other", async () => {
      const store = await makeDisk().open();
      const texts = Array.from({ length: 20 }, (_, i) => `text ${i}`);
      await Promise.all(texts.map((content) => commit(store, { drafts: [draft(1, { content })] })));
      expect((await contents(store)).drafts).toEqual([draft(1, { content: "text 19" })]);
    });

    it("refuses everything once closed, and loses nothing by it", async () => {
      const disk = makeDisk();
      const store = await disk.open();
      await commit(store, EVERYTHING);
      await store.close();
      const closed: { ok: false; refusal: StoreRefusal } = { ok: false, refusal: "closed" };
      expect(await store.load()).toEqual(closed);
      expect(await store.commit({ drafts: [draft(3)] })).toEqual(closed);
      expect(await store.commit({})).toEqual(closed);
      await store.close();
      expect(await contents(await disk.open())).toEqual(EVERYTHING);
    });

    it("erases everything and is closed then; a new one begins empty", async () => {
      const disk = makeDisk();
      const store = await disk.open();
      await commit(store, EVERYTHING);
      await store.erase();
      expect(await store.load()).toEqual({ ok: false, refusal: "closed" });
      expect(await store.commit(EVERYTHING)).toEqual({ ok: false, refusal: "closed" });
      expect(await contents(await disk.open())).toEqual(NOTHING);
    });

    it("erases after it was closed", async () => {
      const disk = makeDisk();
      const store = await disk.open();
      await commit(store, EVERYTHING);
      await store.close();
      await store.erase();
      expect(await contents(await disk.open())).toEqual(NOTHING);
    });

    it("holds what a plain model of the port holds, after any changes with a full disk now and then", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyStep(), { maxLength: 12 }), async (steps) => {
          const disk = makeDisk();
          let store = await disk.open();
          const model = new Model();
          for (const { change, full, killed } of steps) {
            disk.full(full);
            const { ok } = await store.commit(change);
            disk.full(false);
            if (ok) model.apply(change);
            if (killed) store = await disk.open();
          }
          expect(await contents(store)).toEqual(model.contents());
          await store.close();
        }),
        { numRuns: 40 },
      );
    });
  });
}

/** The port in a few lines: maps by identity, sorted when read. */
class Model {
  readonly #inbox = new Map<string, Contents["inbox"][number]>();
  readonly #outbox = new Map<string, Contents["outbox"][number]>();
  readonly #drafts = new Map<string, Contents["drafts"][number]>();
  readonly #kept = new Map<string, Contents["kept"][number]>();

  apply(change: Change): void {
    for (const id of change.outboxGone ?? []) this.#outbox.delete(id);
    for (const id of change.draftsGone ?? []) this.#drafts.delete(id);
    for (const row of change.keptGone ?? []) this.#kept.delete(`${row.kind} ${row.id}`);
    for (const row of change.kept ?? []) this.#kept.set(`${row.kind} ${row.id}`, row);
    for (const row of change.inbox ?? []) this.#inbox.set(row.senderKey + row.id, row);
    for (const row of change.outbox ?? []) this.#outbox.set(row.id, row);
    for (const row of change.drafts ?? []) this.#drafts.set(row.id, row);
  }

  contents(): Contents {
    return {
      ...NOTHING,
      inbox: sorted(this.#inbox, ({ seq, senderKey, id }) => [seq, senderKey + id]),
      outbox: sorted(this.#outbox, ({ seq, id }) => [seq, id]),
      drafts: sorted(this.#drafts, ({ id }) => [0, id]),
      kept: sorted(this.#kept, ({ kind, id }) => [0, `${kind} ${id}`]),
    };
  }
}

function sorted<T>(rows: ReadonlyMap<string, T>, order: (row: T) => [number, string]): T[] {
  return [...rows.values()].toSorted((a, b) => {
    const [[aSeq, aId], [bSeq, bId]] = [order(a), order(b)];
    return aSeq - bSeq || (aId < bId ? -1 : 1);
  });
}

function anyStep(): fc.Arbitrary<{ change: Change; full: boolean; killed: boolean }> {
  const n = fc.integer({ min: 0, max: 4 });
  const text = fc.string({ unit: "binary", maxLength: 20 });
  const several = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { maxLength: 3 });
  return fc.record({
    change: fc.record({
      inbox: several(fc.tuple(n, n, text).map(([i, seq, content]) => inbox(i, { seq, content }))),
      outbox: several(fc.tuple(n, n, text).map(([i, seq, content]) => outbox(i, { seq, content }))),
      outboxGone: several(n.map((i): PayloadId => payload(i))),
      drafts: several(fc.tuple(n, text).map(([i, content]) => draft(i, { content }))),
      draftsGone: several(n.map((i) => draft(i).id)),
      kept: several(fc.tuple(n, text).map(([i, one]) => kept(i, { text: one }))),
      keptGone: several(n.map((i) => kept(i))),
    }),
    full: fc.boolean(),
    killed: fc.boolean(),
  });
}

export async function contents(store: Store): Promise<Contents> {
  const loaded = await store.load();
  if (!loaded.ok) throw new Error(`the store refuses to load: ${loaded.refusal}`);
  return loaded.value;
}

export async function commit(store: Store, change: Change): Promise<void> {
  expect(await store.commit(change)).toEqual({ ok: true, value: undefined });
}

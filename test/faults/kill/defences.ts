import type { Edit } from "../../harness/undefended-desktop.ts";
import type { Plan } from "./plan.ts";

/** A defence of the client, how it is taken out of the packaged client, and where that shows. */
export interface Defence {
  /** Short name, as a folder is called. */
  readonly name: string;
  readonly is: string;
  readonly without: readonly Edit[];
  readonly plan: Plan;
  /** Where the moment is a narrow one: delays that are tried one after the other, in place of the plan's. */
  readonly delays?: readonly number[];
  /** What is then amiss. */
  readonly broken: RegExp;
}

const AT: Plan = {
  opener: "XA",
  victims: ["opener"],
  moment: "opener: note done",
  delay: 0,
  long: false,
  lag: 0,
  again: null,
};

/** The homeserver dies between what it took and its word of it. */
const TAKEN_UNSAID: Plan = {
  ...AT,
  victims: ["homeserver"],
  moment: "other: further note done",
  lag: 600,
};
const TAKEN_UNSAID_AT = [300, 500, 700, 900, 1_100, 1_300];

/** What is written three seconds after it is called written. */
const WRITTEN_LATER: Edit = {
  module: "packages/client/src/core.ts",
  from: "const done = await this.parts.store.commit(change);",
  to: `setTimeout(() => void this.parts.store.commit(change), 3_000);
    const done = { ok: true } as Awaited<ReturnType<typeof this.parts.store.commit>>;`,
};

export const DEFENCES: readonly Defence[] = [
  {
    name: "written-before-shown",
    is: "a note is on the disk before the log shows it",
    without: [WRITTEN_LATER],
    plan: { ...AT, moment: "opener: further note done" },
    broken: /notes of Alfa are/,
  },
  {
    name: "written-before-sent",
    is: "an opening is on the disk before a room is made and anything leaves",
    without: [WRITTEN_LATER],
    plan: { ...AT, moment: "opener: opening done", delay: 1_500 },
    broken: /the consultation is not there any more/,
  },
  {
    name: "note-kept",
    is: "a note is kept as it is typed",
    without: [
      {
        module: "apps/desktop/src/renderer/features/consultation/note-saver.ts",
        from: "await one.save(one.text).then(",
        to: "await Promise.resolve({ ok: true }).then(",
      },
    ],
    plan: { ...AT, moment: "opener: note half written" },
    broken: /note: “” stands there, and saved was/,
  },
  {
    name: "form-kept",
    is: "a form is kept as it is filled",
    without: [
      {
        module: "apps/desktop/src/renderer/features/compose/draft-saver.ts",
        from: "const saved = await this.#save(draft);",
        to: "const saved = { ok: true } as Awaited<ReturnType<Save>>;",
      },
    ],
    plan: { ...AT, moment: "opener: opening half written" },
    broken: /opening: (its draft is gone|“” stands there)/,
  },
  {
    name: "first-come",
    is: "what is queued leaves in the order in which it was written",
    without: [
      {
        module: "packages/client/src/outbox-row.ts",
        from: ".toSorted((a, b) => a.seq - b.seq)",
        to: ".toSorted((a, b) => b.seq - a.seq)",
      },
    ],
    plan: { ...AT, victims: ["homeserver"], moment: "other: further note done", long: true },
    broken: /notes of (Alfa|Bravo) are .*Second.*First/,
  },
  {
    name: "id-kept",
    is: "what is sent once more has the id that it had",
    without: [
      {
        module: "packages/client/src/deliver.ts",
        from: "session.send(room, row.type, contentOf(row), txn),",
        to: `session.send(
          room,
          row.type,
          this.#tried.has(row.id) ? { ...contentOf(row), id: txn } : contentOf(row),
          (this.#tried.add(row.id), txn),
        ),`,
      },
      {
        module: "packages/client/src/deliver.ts",
        from: "readonly #left: () => void;",
        to: "readonly #left: () => void; readonly #tried = new Set<string>();",
      },
    ],
    plan: TAKEN_UNSAID,
    delays: TAKEN_UNSAID_AT,
    broken: /notes of (Alfa|Bravo) are|acts are/,
  },
  {
    name: "counts-once",
    is: "what comes once more counts once",
    without: [
      {
        module: "packages/client/src/inbox.ts",
        from: "if (before !== undefined && isKnown(before, shield))",
        to: "if (before !== undefined && isKnown(before, shield) && events.length === 0)",
      },
      {
        module: "packages/client/src/inbox.ts",
        from: "    senderKey,\n    id,\n    room,",
        to: '    senderKey,\n    id: before === undefined ? id : (String(state.seq).padStart(21, "A") + "A" as PayloadId),\n    room,',
      },
    ],
    plan: TAKEN_UNSAID,
    delays: TAKEN_UNSAID_AT,
    broken: /notes of (Alfa|Bravo) are|acts are/,
  },
];

import type { RoomId } from "@parley/base";
import type { OutboxRow } from "@parley/storage";
import { hinder, waitLeft } from "./backoff.ts";
import { checkActDraft, chosenOf } from "./check-draft.ts";
import type { Core } from "./core.ts";
import type { ActDraft } from "./draft.ts";
import { addresseesGone } from "./gate-state.ts";
import { within } from "./limit.ts";
import { modeOf } from "./own.ts";
import { Rounds } from "./rounds.ts";
import { signOpening, type SignedRows } from "./sign.ts";

/** After this time a request for a room is taken for lost, in ms; a room that came of it stays empty. */
const NO_ROOM = 60_000;

/** Openings that are not signed yet, first come first. */
export function unsignedOpenings(core: Core): readonly OutboxRow[] {
  return [...core.state.outbox.values()]
    .filter(({ kind, content }) => kind === "opening" && content === "")
    .toSorted((a, b) => a.seq - b.seq);
}

/** The draft that an unsigned opening was made from. The client wrote it itself. */
export function draftOf(row: OutboxRow): ActDraft | null {
  return row.opening === undefined ? null : (JSON.parse(row.opening.compose) as ActDraft);
}

/**
 * Takes openings from the intent to the signed act: a room of one's own, whose id is written before anything names
 * it; then the act, signed with that room's id and queued. A room that was made and whose id could not be written any
 * more is an empty room with nobody in it; the next attempt makes another.
 */
export class Openings {
  readonly #core: Core;
  readonly #signed: () => Promise<void>;
  readonly #rounds: Rounds;

  /** `signed` is awaited, inside the queue, after an opening was signed and queued. */
  constructor(core: Core, signed: () => Promise<void>) {
    this.#core = core;
    this.#signed = signed;
    this.#rounds = new Rounds(
      async () => {
        for (const row of unsignedOpenings(core)) await this.#take(row);
      },
      () => core.closed,
    );
  }

  /** Goes on with every opening that can; one at a time. */
  advance(): Promise<void> {
    return this.#rounds.run();
  }

  async #take(row: OutboxRow): Promise<void> {
    const core = this.#core;
    if (!this.#mayWork()) return;
    const wait = waitLeft(core, row.id);
    if (wait > 0) {
      core.timers.set(`opening ${row.id}`, wait, () => void this.advance());
      return;
    }
    // Whoever is addressed may have left the directory since: it waits, and the face says for whom.
    if (addresseesGone(core, row.opening?.roster ?? []).length > 0) return;
    const room = row.room ?? (await this.#makeRoom(row));
    if (room !== null) await core.queue.run(() => this.#sign(row.id));
  }

  #mayWork(): boolean {
    const { closed, session, link, listing, diskAlarm, copyAlarm } = this.#core;
    return (
      !closed &&
      session !== null &&
      link.state === "connected" &&
      listing === "listed" &&
      diskAlarm === null &&
      copyAlarm === null
    );
  }

  async #makeRoom(row: OutboxRow): Promise<RoomId | null> {
    const core = this.#core;
    const { session } = core;
    if (session === null) return null;
    const made = await within(core.timers, NO_ROOM, session.createRoom());
    if (made === "late" || !made.ok) {
      const failure =
        made === "late" || made.refusal.reason === "away"
          ? { reason: "other" as const }
          : made.refusal;
      const wait = hinder(core, row.id, failure);
      core.timers.set(`opening ${row.id}`, wait, () => void this.advance());
      core.touch();
      return null;
    }
    const { room, settings } = made.value;
    const written = await core.queue.run(async () => {
      const current = core.state.outbox.get(row.id);
      if (core.closed || current === undefined || current.room !== null) return false;
      return core.commit({
        rooms: [
          {
            room,
            settings: JSON.stringify(settings),
            joinedAt: core.now(),
            sharedWith: "",
            readSeq: 0,
            inviter: null,
          },
        ],
        outbox: [{ ...current, room }],
      });
    });
    if (!written) return null;
    core.hindrances.delete(row.id);
    session.pin(room, settings);
    return room;
  }

  async #sign(id: OutboxRow["id"]): Promise<void> {
    const core = this.#core;
    const row = core.state.outbox.get(id);
    if (row?.content !== "" || !this.#mayWork()) return;
    const rows = signIntent(core, row);
    if (rows === null) {
      // What was complete when it was queued no longer is, by a change of the directory: it waits, and is shown so.
      hinder(core, id, { reason: "other" });
      return;
    }
    const outbox = {
      ...row,
      ...rows.outbox,
      kind: "opening" as const,
      seq: row.seq,
      queuedAt: row.queuedAt,
    };
    if (await core.commit({ acts: [rows.act], outbox: [outbox] })) await this.#signed();
  }
}

function signIntent(core: Core, row: OutboxRow): SignedRows | null {
  const { office } = core;
  const draft = draftOf(row);
  if (office === null || draft === null || row.opening === undefined || row.room === null)
    return null;
  // Times that were to come when the draft was queued may have passed since; the words stay as they were written.
  const { content, circle } = checkActDraft(core, { ...draft, ask: {} });
  if (content === null || circle === null) return null;
  const { level, parties, roster } = circle;
  const mode = modeOf(core.state);
  return signOpening(
    core,
    office,
    content,
    chosenOf(
      draft,
      parties.filter((state) => state !== office.state),
    ),
    {
      con: row.opening.con,
      level,
      mode,
      opening: { room: row.room, level, mode, parties, roster },
    },
    row.id,
  );
}

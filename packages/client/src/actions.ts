import {
  accept,
  refuse,
  utf8Length,
  type ActHash,
  type PayloadId,
  type RecordId,
  type Result,
  type RoomId,
  type StateCode,
} from "@parley/base";
import { randomBytes } from "@parley/crypto";
import { checkRosterChange } from "@parley/directory";
import {
  ACT_LIMITS,
  consultationIdOf,
  encodeAct,
  FOLD_TABLE,
  foldKind,
  NOTE_BYTES,
  noteText,
  type Content,
} from "@parley/protocol";
import type { Change, OutboxRow } from "@parley/storage";
import type { Channel } from "./channel.ts";
import { checkActDraft, chosenOf } from "./check-draft.ts";
import type { Core } from "./core.ts";
import type { ActDraft, Draft } from "./draft.ts";
import { addressees, whyNot } from "./following.ts";
import { modeOf } from "./own.ts";
import { draftOf } from "./openings.ts";
import { newPayloadId, outboxRow } from "./outbox-row.ts";
import type { ActionRefusal } from "./port.ts";
import { previewAct, signFollowing, type Chosen } from "./sign.ts";

/** What a person does. Everything runs inside the queue; what it promises is written when it answers. */
export class Actions {
  readonly #core: Core;
  /** Drafts that were signed in this run: a second click finds them gone. */
  readonly #used = new Set<string>();

  constructor(core: Core) {
    this.#core = core;
  }

  async saveDraft(draft: Draft): Promise<Result<void, ActionRefusal>> {
    if (this.#used.has(draft.id)) return refuse({ reason: "too-late" });
    const { id, updatedAt } = draft;
    return this.#write({ drafts: [{ id, content: JSON.stringify(draft), updatedAt }] });
  }

  async discardDraft(id: string): Promise<void> {
    if (this.#core.state.drafts.has(id)) await this.#core.commit({ draftsGone: [id] });
  }

  async signAndSend(draft: ActDraft): Promise<Result<ActHash | PayloadId, ActionRefusal>> {
    if (this.#used.has(draft.id)) return refuse({ reason: "too-late" });
    const { content, problems } = checkActDraft(this.#core, draft);
    if (content === null) return refuse({ reason: "incomplete", fields: problems });
    const sent =
      draft.channel === null
        ? await this.#queueOpening(draft, content)
        : await this.#follow(draft.channel, content, draft.re, (to) => chosenOf(draft, to), [
            draft.id,
          ]);
    if (sent.ok) this.#used.add(draft.id);
    return sent;
  }

  acknowledge(channel: ActHash, re: ActHash): Promise<Result<ActHash, ActionRefusal>> {
    const content: Content = { kind: "T04", fields: { reply_kind: "ack" } };
    return this.#follow(channel, content, re, (to) => ({ to, re }));
  }

  changeRoster(
    channel: ActHash,
    op: "add" | "remove",
    rec: RecordId,
  ): Promise<Result<ActHash, ActionRefusal>> {
    const { state } = this.#core;
    const here = state.channels.get(channel);
    const office = here === undefined ? this.#core.office : this.#core.officeIn(here);
    if (office === null) return Promise.resolve(refuse({ reason: "not-listed" }));
    if (here === undefined) return Promise.resolve(refuse({ reason: "unknown" }));
    const { level } = here.opening.act;
    const fits = checkRosterChange(state.log, { by: office.id, op, rec, level }, state.log.head.n);
    if (!fits.ok) return Promise.resolve(refuse({ reason: "not-now", code: "R_OWN_ONLY" }));
    return this.#follow(channel, { kind: "roster", fields: { op, rec } }, null, () => ({ to: [] }));
  }

  async sendNote(id: ActHash, typed: string): Promise<Result<PayloadId, ActionRefusal>> {
    const core = this.#core;
    const { state } = core;
    const body = noteText(typed);
    if (body === "")
      return refuse({ reason: "incomplete", fields: [{ field: "text", reason: "required" }] });
    if (utf8Length(body) > NOTE_BYTES) return refuse({ reason: "too-large" });
    const channel = state.channels.get(id);
    if (channel === undefined) return refuse({ reason: "unknown" });
    const office = core.officeIn(channel);
    if (office === null) return refuse({ reason: "not-listed" });
    if (!channel.roster(state.log).includes(office.id))
      return refuse({ reason: "not-now", code: "R_NOT_MEMBER" });
    const { n, h } = state.log.head;
    const row = outboxRow(
      state,
      channel.room,
      "note",
      { type: "m.room.message", id: newPayloadId(), body, dir: { n, h } },
      core.now(),
    );
    const written = await this.#write({ outbox: [row], draftsGone: this.#noteDrafts(id) });
    return written.ok ? accept(row.id) : written;
  }

  /** A note; or an opening that is not signed yet, which becomes a draft again. */
  async takeBack(id: PayloadId): Promise<Result<void, ActionRefusal>> {
    const core = this.#core;
    const row = core.state.outbox.get(id);
    if (row === undefined) return refuse({ reason: "unknown" });
    if (row.status === "sent" || row.sentAt !== undefined || core.isInFlight(id))
      return refuse({ reason: "too-late" });
    if (row.kind === "note") {
      core.takenBack.add(id);
      return this.#write({ outboxGone: [id] });
    }
    const draft = row.kind === "opening" && row.content === "" ? draftOf(row) : null;
    if (draft === null) return refuse({ reason: "too-late" });
    const { updatedAt } = draft;
    const written = await this.#write({
      outboxGone: [id],
      drafts: [{ id: draft.id, content: JSON.stringify(draft), updatedAt }],
    });
    if (written.ok) this.#used.delete(draft.id);
    return written;
  }

  async markRead(id: ActHash): Promise<void> {
    const { state } = this.#core;
    const channel = state.channels.get(id);
    const row = channel === undefined ? undefined : state.rooms.get(channel.room);
    if (channel === undefined || row === undefined) return;
    const newest = newestIn(this.#core, channel.room, channel);
    if (newest > row.readSeq) await this.#core.commit({ rooms: [{ ...row, readSeq: newest }] });
  }

  #noteDrafts(channel: ActHash): readonly string[] {
    return [...this.#core.state.drafts.values()]
      .map(({ content }) => JSON.parse(content) as Draft)
      .filter((draft) => draft.kind === "note" && draft.channel === channel)
      .map(({ id }) => id);
  }

  /** The intent; room and signature come as soon as this device is connected. */
  async #queueOpening(
    draft: ActDraft,
    content: Content,
  ): Promise<Result<PayloadId, ActionRefusal>> {
    const core = this.#core;
    const { state, office } = core;
    if (core.copyAlarm !== null) return refuse({ reason: "restored-copy" });
    if (office === null) return refuse({ reason: "not-listed" });
    const { circle } = checkActDraft(core, draft);
    if (circle === null) return refuse({ reason: "not-listed" });
    const row = FOLD_TABLE.acts.get(foldKind({ kind: content.kind, f: {} }));
    if (!office.powers.includes("open")) return refuse({ reason: "not-now", code: "R_POWER" });
    if (row?.level.includes(circle.level) !== true)
      return refuse({ reason: "not-now", code: "R_LEVEL" });
    const con = consultationIdOf(randomBytes(16));
    if (this.#isTooLarge(draft, content, con, circle)) return refuse({ reason: "too-large" });
    const opening: OutboxRow = {
      id: newPayloadId(),
      seq: state.nextSeq(),
      room: null,
      kind: "opening",
      type: "chat.parley.act",
      content: "",
      opening: {
        con,
        roster: circle.roster,
        parties: circle.parties,
        compose: JSON.stringify(draft),
      },
      queuedAt: core.now(),
      status: "queued",
    };
    const written = await this.#write({ outbox: [opening], draftsGone: [draft.id] });
    return written.ok ? accept(opening.id) : written;
  }

  #isTooLarge(
    draft: ActDraft,
    content: Content,
    con: ReturnType<typeof consultationIdOf>,
    circle: NonNullable<ReturnType<typeof checkActDraft>["circle"]>,
  ): boolean {
    const { office, state } = this.#core;
    if (office === null) return false;
    const mode = modeOf(state);
    const { level, parties, roster } = circle;
    const preview = previewAct(this.#core, office, content, {
      ...chosenOf(draft, parties),
      con,
      chan: "",
      // A room id has at most 255 bytes.
      open: { room: "!".repeat(255) as RoomId, level, mode, parties, roster },
      level,
      mode,
      n: 0,
      parents: [],
    });
    return utf8Length(encodeAct(preview)) > ACT_LIMITS.bytes;
  }

  /** Signs an act that follows, and queues it: one write. */
  async #follow(
    id: ActHash,
    content: Content,
    re: ActHash | null,
    chosen: (to: readonly StateCode[]) => Chosen,
    draftsGone: readonly string[] = [],
  ): Promise<Result<ActHash, ActionRefusal>> {
    const core = this.#core;
    const channel = core.state.channels.get(id);
    const office = channel === undefined ? core.office : core.officeIn(channel);
    if (core.copyAlarm !== null) return refuse({ reason: "restored-copy" });
    if (office === null) return refuse({ reason: "not-listed" });
    if (channel === undefined) return refuse({ reason: "unknown" });
    const code = whyNot(core, channel, content, re);
    if (code !== null) return refuse({ reason: "not-now", code });
    const rows = signFollowing(
      core,
      channel,
      office,
      content,
      chosen(addressees(core, channel, content, re)),
    );
    if (rows === null) return refuse({ reason: "too-large" });
    const written = await this.#write({ acts: [rows.act], outbox: [rows.outbox], draftsGone });
    return written.ok ? accept(rows.signed.hash) : written;
  }

  async #write(change: Change): Promise<Result<void, ActionRefusal>> {
    return (await this.#core.commit(change)) ? accept(undefined) : refuse({ reason: "disk" });
  }
}

/** The newest place of anything that a person can have seen in a room. */
function newestIn(core: Core, room: RoomId, channel: Channel): number {
  const inbox = core.state.inboxIn(room).map(({ seq }) => seq);
  const acts = [...channel.acts.values()].map(({ row }) => row.seq);
  return Math.max(0, ...inbox, ...acts);
}

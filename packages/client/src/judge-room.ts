import type { ActHash, Instant, PayloadId, RecordId, RoomId } from "@parley/base";
import { readVerdict } from "@parley/directory";
import { actHash, parsePayload, type Payload, type SignedAct } from "@parley/protocol";
import type { Shield } from "@parley/session";
import type { ActRow, Change, InboxRow, OutboxRow } from "@parley/storage";
import { acceptAct, channelThatAdds, officeThatNames } from "./accept-act.ts";
import { Channel } from "./channel.ts";
import { gradeRows } from "./grades.ts";
import { hasTooManyActs } from "./inbox-bounds.ts";
import { rowSaying, type KeptAct } from "./kept-act.ts";
import type { ArrivalReason } from "./reasons.ts";
import { listedIn } from "./signed-devices.ts";
import type { State } from "./state.ts";
import { bringRows, type WantBook } from "./wants.ts";

export interface JudgeContext {
  readonly now: Instant;
  /** The reader's office; null while this device is not listed. */
  readonly reader: RecordId | null;
  readonly wants: WantBook;
  readonly inFlight: (id: PayloadId) => boolean;
}

export interface Judged {
  /** Verdicts, acts, grades and acts brought again, to be written together; null where nothing was decided. */
  readonly change: Change | null;
  /** A listed device names a directory head above mine (DIR-5). */
  readonly behind: boolean;
  /** A listed device names another entry under a number that I have: split view (DIR-5). */
  readonly forked: boolean;
}

type Verdict =
  | { readonly verdict: "waiting"; readonly behind: boolean }
  | { readonly verdict: "counts"; readonly reason?: ArrivalReason }
  | { readonly verdict: "refused"; readonly reason: ArrivalReason };

/**
 * Gives every row of a room the verdict that it can have now, once and for all (READ-1), and says what follows.
 * Pure but for the memory of when acts were last brought.
 */
export function judgeRoom(state: State, room: RoomId, context: JudgeContext): Judged {
  return new RoomJudge(state, room, context).run();
}

class RoomJudge {
  readonly #state: State;
  readonly #room: RoomId;
  readonly #context: JudgeContext;
  #channel: Channel | null;
  #reader: RecordId | null;
  #copied = false;
  readonly #acts: KeptAct[] = [];
  readonly #rows: InboxRow[] = [];
  readonly #graded: PayloadId[] = [];
  readonly #brought: OutboxRow[] = [];
  #forked = false;
  readonly #addedTo = new Set<ActHash>();

  constructor(state: State, room: RoomId, context: JudgeContext) {
    this.#state = state;
    this.#room = room;
    this.#context = context;
    this.#reader = context.reader;
    this.#channel = state.channelOf(room);
  }

  run(): Judged {
    let waiting = this.#state.waitingIn(this.#room);
    let behind = false;
    if (this.#channel === null) {
      this.#reader ??= this.#findNaming(waiting);
      this.#findAdding(waiting);
    }
    // An opening that came late decides about what came before it.
    for (let decided = true; decided;) {
      behind = false;
      const opened = this.#channel !== null;
      const left: InboxRow[] = [];
      for (const row of waiting) {
        const verdict = this.#judge(row);
        if (verdict.verdict === "waiting") {
          left.push(row);
          behind ||= verdict.behind;
        } else {
          this.#rows.push({ ...row, ...verdict });
          this.#forked ||= verdict.reason === "directory-forked" && this.#isListed(row);
        }
      }
      waiting = left;
      decided = !opened && this.#channel !== null;
    }
    return { change: this.#change(), behind, forked: this.#forked };
  }

  /** Before the opening is accepted: acts that add the reader's office may have come after it. */
  #findAdding(waiting: readonly InboxRow[]): void {
    const reader = this.#reader;
    if (reader === null) return;
    for (const carried of actsIn(waiting)) {
      const chan = channelThatAdds(carried, this.#state.log, reader);
      if (chan !== null) this.#addedTo.add(chan);
    }
  }

  /** TRUST-2: a device that is not listed reads for its office where an act of its State names it. */
  #findNaming(waiting: readonly InboxRow[]): RecordId | null {
    const { log, profile, ownKey } = this.#state;
    if (log.listedAt(ownKey) !== null) return null;
    for (const carried of actsIn(waiting)) {
      const rec = officeThatNames(carried, log, { user: profile.user, key: ownKey });
      if (rec !== null) return rec;
    }
    return null;
  }

  #change(): Change | null {
    if (this.#rows.length === 0) return null;
    const { now, inFlight } = this.#context;
    const grades = gradeRows(this.#state, this.#room, this.#graded, now, inFlight);
    const { log } = this.#state;
    const acts = this.#acts.map(({ row, signed }): ActRow => {
      const entered = this.#channel?.hasEntered(row.hash, log) === true;
      return rowSaying(signed, { ...row, status: entered ? "entered" : "waiting" });
    });
    return {
      inbox: this.#rows,
      acts: [...acts, ...this.#enteredNow()],
      outbox: [...grades.outbox, ...this.#brought],
      outboxGone: grades.outboxGone,
    };
  }

  /** Acts that waited before and whose past is complete now. */
  #enteredNow(): readonly ActRow[] {
    const { log } = this.#state;
    return [...(this.#channel?.acts.values() ?? [])]
      .filter(
        ({ row: { hash, status } }) =>
          status === "waiting" &&
          this.#channel?.hasEntered(hash, log) === true &&
          !this.#acts.some(({ row }) => row.hash === hash),
      )
      .map(({ row, signed }) => rowSaying(signed, { ...row, status: "entered" }));
  }

  #judge(row: InboxRow): Verdict {
    const payload = parsePayload(row.type, JSON.parse(row.content));
    if (!payload.ok) return { verdict: "refused", reason: payload.refusal };
    const verdict =
      payload.value.type === "chat.parley.act"
        ? this.#judgeAct(row, payload.value)
        : this.#judgeCarried(row, payload.value);
    if (verdict.verdict === "counts") this.#follow(row, payload.value);
    return verdict;
  }

  #judgeAct(row: InboxRow, payload: Payload & { readonly type: "chat.parley.act" }): Verdict {
    const { log } = this.#state;
    const outcome = acceptAct(
      { bytes: payload.act, sig: payload.sig },
      {
        log,
        room: this.#room,
        opening: this.#channel?.opening ?? null,
        reader: this.#reader,
        named: (rec, key) => this.#channel?.namedKey(rec, key, log) ?? null,
        addedTo: this.#addedTo,
      },
    );
    switch (outcome.outcome) {
      case "waits":
        return { verdict: "waiting", behind: outcome.for === "directory" && this.#isListed(row) };
      case "refused":
        return { verdict: "refused", reason: outcome.reason };
      case "unknown-version": {
        const verdict = this.#judgeCarried(row, null);
        return verdict.verdict === "counts" ? { ...verdict, reason: "unknown-version" } : verdict;
      }
      case "kept":
        if (this.#isOneTooMany(outcome.signed)) return { verdict: "refused", reason: "too-many" };
        this.#keep(row, outcome.signed, payload.body);
        return { verdict: "counts" };
    }
  }

  #isOneTooMany({ hash, act }: SignedAct): boolean {
    const channel = this.#channel;
    return channel !== null && !channel.acts.has(hash) && hasTooManyActs(channel, act.key);
  }

  #keep(row: InboxRow, signed: SignedAct, body: string): void {
    const { hash, bytes, sig, act } = signed;
    if (this.#channel?.acts.has(hash) === true) return;
    const kept: KeptAct = {
      signed,
      row: {
        hash,
        chan: act.chan === "" ? hash : act.chan,
        bytes,
        sig,
        body,
        room: this.#room,
        receivedAt: row.receivedAt,
        seq: row.seq,
        status: "waiting",
      },
    };
    this.#acts.push(kept);
    if (this.#channel === null) this.#channel = new Channel(signed, this.#room);
    else if (!this.#copied) this.#channel = this.#channel.copy();
    this.#copied = true;
    this.#channel.put(kept);
  }

  /** READ-1, for what counts by the device that carried it. */
  #judgeCarried(row: InboxRow, payload: Payload | null): Verdict {
    const { log } = this.#state;
    const verdict = readVerdict({
      log: listedIn(this.#state, this.#channel, this.#context.now),
      roster: this.#channel?.roster(log) ?? null,
      sender: row.sender,
      senderKey: row.senderKey,
      shield: row.shield as Shield,
      dir: payload !== null && "dir" in payload ? payload.dir : null,
    });
    switch (verdict.verdict) {
      case "waits":
        return { verdict: "waiting", behind: verdict.for === "directory" && this.#isListed(row) };
      case "refused":
        return verdict;
      case "counts":
        return { verdict: "counts" };
    }
  }

  #follow(row: InboxRow, payload: Payload): void {
    switch (payload.type) {
      case "chat.parley.act":
        this.#context.wants.sawCome(actHash(payload.act), this.#context.now);
        // Nobody is told that one's own account has what it sent itself.
        if (row.sender !== this.#state.profile.user) this.#graded.push(row.id);
        return;
      case "m.room.message":
        this.#graded.push(row.id);
        return;
      case "chat.parley.grade":
      case "chat.parley.line":
        return;
      case "chat.parley.want":
        if (this.#channel !== null)
          this.#brought.push(
            ...bringRows(
              this.#state,
              this.#channel,
              payload,
              this.#context.wants,
              this.#context.now,
            ),
          );
    }
  }

  /** Only a listed device can make this client say that its directory is behind. */
  #isListed(row: InboxRow): boolean {
    return this.#state.listed.deviceBySenderKey(row.sender, row.senderKey) !== null;
  }
}

/** Acts that rows carry, as far as they are payloads. */
function actsIn(rows: readonly InboxRow[]): readonly { bytes: string; sig: string }[] {
  return rows.flatMap((row) => {
    const payload = parsePayload(row.type, JSON.parse(row.content));
    return payload.ok && payload.value.type === "chat.parley.act"
      ? [{ bytes: payload.value.act, sig: payload.value.sig }]
      : [];
  });
}

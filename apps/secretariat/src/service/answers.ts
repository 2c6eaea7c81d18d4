import { fromBase64Url, type Instant, type RecordId } from "@parley/base";
import type { LineView } from "@parley/client";
import {
  cardMessages,
  encodeProposal,
  hashOfCard,
  keyIdOf,
  parseEnrolmentRequest,
  readDeviceReport,
  judgeProposal,
  readProposal,
  withSignature,
  type DeviceOfRecord,
  type NoteCode,
  type PocMessage,
  type ServiceMessage,
} from "@parley/directory";
import { entriesFrom, type Carrier } from "./carrier.ts";
import { rowAt, rowOf, rowsOf, ticketsOf } from "./rows.ts";

/** Requests that one ticket may have waiting: a second device is somebody's mistake, or somebody else. */
const MOST_ASKED = 4;
/** Wishes that one record may have waiting. */
const MOST_WISHES = 100;

/** What came of a message, as a code for the log. */
export type Outcome =
  | "taken"
  | "known"
  | "answered"
  | "unlisted"
  | "unknown-ticket"
  | "expired-ticket"
  | "other-account"
  | "not-proposed"
  | "not-yours"
  | "not-read"
  | "too-many"
  | "ahead"
  | "forked";

type Of<K extends PocMessage["kind"]> = Extract<PocMessage, { readonly kind: K }>;

/** Deals with what Points of Contact say. Every message may come twice, and does the same twice. */
export class Answers {
  readonly #carrier: Carrier;
  readonly #now: () => Instant;
  readonly #head: () => string | null;

  /** @param head the newest dated head */
  constructor(carrier: Carrier, now: () => Instant, head: () => string | null) {
    this.#carrier = carrier;
    this.#now = now;
    this.#head = head;
  }

  async take(line: LineView, from: DeviceOfRecord | null, message: PocMessage): Promise<Outcome> {
    if (message.kind === "enrol") return this.#enrol(line, message);
    if (from === null) return "unlisted";
    switch (message.kind) {
      case "have":
        return this.#have(line, from, message);
      case "cosign":
        return this.#cosign(line, from, message);
      case "decline":
        return this.#decline(line, from, message);
      case "report":
        return this.#report(line, from, message);
      case "wish":
        return this.#wish(line, from, message);
      case "card":
        return this.#card(line, from, message);
    }
  }

  /** Nothing is said in return: whoever asks is not listed, and hears of the admission by the log. */
  async #enrol({ user }: LineView, { request }: Of<"enrol">): Promise<Outcome> {
    const { desk } = this.#carrier;
    const asked = parseEnrolmentRequest(request);
    if (!asked.ok) return "not-read";
    const ticket = ticketsOf(desk).find(({ id }) => id === asked.value.ticket);
    if (ticket === undefined) return "unknown-ticket";
    if (ticket.user !== user || asked.value.user !== user) return "other-account";
    const act = fromBase64Url(asked.value.device.act);
    if (act === null) return "not-read";
    const key = keyIdOf(act);
    const { log } = desk.snapshot();
    if (log.listedAt(key) !== null) return "known";
    const rows = rowsOf(desk, "service-asked").filter(([, row]) => row.ticket === ticket.id);
    const known = rows.find(([, row]) => row.key === key);
    if (known?.[1].request === request) return "known";
    if (this.#now() >= ticket.expires) return "expired-ticket";
    if (known === undefined && rows.length >= MOST_ASKED) return "too-many";
    const row = { ticket: ticket.id, key, request, receivedAt: this.#now() };
    await this.#carrier.keep([rowOf("service-asked", `${ticket.id} ${key}`, row)]);
    return "taken";
  }

  /** Sends what the device lacks. */
  async #have({ room }: LineView, from: DeviceOfRecord, have: Of<"have">): Promise<Outcome> {
    const { desk } = this.#carrier;
    const { log } = desk.snapshot();
    if (have.n > log.head.n) return "ahead";
    if (log.hashAt(have.n) !== have.h) return "forked";
    const held = new Map(have.cards.map(({ rec, hash }) => [rec, hash]));
    const cards = rowsOf(desk, "service-card")
      .map(([, card]) => card)
      .filter((card) => {
        const hash = hashOfCard(card);
        return log.recordOf(card.rec)?.card === hash && held.get(card.rec) !== hash;
      });
    const erased = have.cards
      .filter(
        ({ rec, hash }) =>
          log.recordOf(rec)?.card === "" || rowAt(desk, "service-erased", rec)?.hash === hash,
      )
      .map(({ rec }) => rec);
    const heard = new Set<string>(have.reports);
    const reports = rowsOf(desk, "service-report").filter(
      ([id]) => !heard.has(id.slice(id.indexOf(" ") + 1)),
    );
    const head = this.#head();
    const messages: readonly ServiceMessage[] = [
      ...entriesFrom(log, have.n + 1),
      ...(head === null ? [] : [{ kind: "head", head } as const]),
      ...cardMessages(cards.map(({ rec, salt, text }) => ({ rec, salt, text }))),
      ...(erased.length === 0 ? [] : [{ kind: "erased", recs: erased } as const]),
      ...reports.map(([, { text }]) => ({ kind: "report", report: text }) as const),
      ...this.#toSign(from.record.id),
    ];
    await this.#carrier.to(room, messages);
    return "answered";
  }

  /** Proposals that this record may sign and neither has signed nor declined. */
  #toSign(rec: RecordId): readonly ServiceMessage[] {
    const { desk } = this.#carrier;
    const { log } = desk.snapshot();
    return rowsOf(desk, "service-proposal").flatMap(([, row]) => {
      if (row.declined.includes(rec)) return [];
      const proposal = readProposal(row.text, log);
      if (!proposal.ok) return [];
      const { entry, sigs, mayCosign, cosigners } = proposal.value;
      const may = mayCosign.some((one) => one.rec === rec);
      return may && !cosigners.some((one) => one.rec === rec)
        ? [{ kind: "propose", entry, sigs } as const]
        : [];
    });
  }

  async #cosign(line: LineView, from: DeviceOfRecord, said: Of<"cosign">): Promise<Outcome> {
    const { desk } = this.#carrier;
    const { log } = desk.snapshot();
    const { hash, key, sig } = said;
    const row = rowAt(desk, "service-proposal", hash);
    const proposal = row === null ? null : readProposal(row.text, log);
    if (row === null || proposal?.ok !== true) return this.#note(line, "not-proposed");
    const may = proposal.value.mayCosign.some(({ rec }) => rec === from.record.id);
    if (!may || from.device.act !== key) return this.#note(line, "not-yours");
    if (proposal.value.sigs.some((one) => one.key === key)) return this.#note(line, "noted");
    const judged = judgeProposal(withSignature(proposal.value, { key, sig }), log);
    if (!judged.ok) return this.#note(line, "not-read");
    const declined = row.declined.filter((rec) => rec !== from.record.id);
    const text = encodeProposal(judged.value);
    await this.#carrier.keep([rowOf("service-proposal", hash, { ...row, text, declined })]);
    return this.#note(line, "noted");
  }

  async #decline(line: LineView, from: DeviceOfRecord, { hash }: Of<"decline">): Promise<Outcome> {
    const { desk } = this.#carrier;
    const { log } = desk.snapshot();
    const row = rowAt(desk, "service-proposal", hash);
    const proposal = row === null ? null : readProposal(row.text, log);
    if (row === null || proposal?.ok !== true) return this.#note(line, "not-proposed");
    const { id } = from.record;
    if (!proposal.value.mayCosign.some(({ rec }) => rec === id))
      return this.#note(line, "not-yours");
    if (!row.declined.includes(id)) {
      const declined = [...row.declined, id];
      await this.#carrier.keep([rowOf("service-proposal", hash, { ...row, declined })]);
    }
    return this.#note(line, "noted");
  }

  /** A report that holds goes to everybody at once. */
  async #report(line: LineView, from: DeviceOfRecord, { report }: Of<"report">): Promise<Outcome> {
    const { desk } = this.#carrier;
    const { log } = desk.snapshot();
    const read = readDeviceReport(report, log);
    if (!read.ok) return this.#note(line, read.refusal === "not-theirs" ? "not-yours" : "not-read");
    const { rec, key } = read.value;
    if (log.state(rec) !== from.record.state) return this.#note(line, "not-yours");
    const id = `${rec} ${key}`;
    if (rowAt(desk, "service-report", id) === null) {
      const row = { text: report, receivedAt: this.#now(), n: log.head.n };
      await this.#carrier.keep([rowOf("service-report", id, row)]);
    }
    await this.#carrier.toAll([{ kind: "report", report }], line.room);
    return this.#note(line, "noted");
  }

  async #wish(line: LineView, from: DeviceOfRecord, { wish }: Of<"wish">): Promise<Outcome> {
    const { desk } = this.#carrier;
    if (desk.snapshot().log.state(wish.rec) !== from.record.state)
      return this.#note(line, "not-yours");
    if (rowAt(desk, "service-wish", wish.id) === null) {
      const waiting = rowsOf(desk, "service-wish").filter(([, row]) => row.wish.rec === wish.rec);
      if (waiting.length >= MOST_WISHES) return "too-many";
      const row = { wish, user: line.user, receivedAt: this.#now() };
      await this.#carrier.keep([rowOf("service-wish", wish.id, row)]);
    }
    return this.#note(line, "noted");
  }

  /** A card of one's own State waits for the entry that names it; a later one takes its place. */
  async #card(line: LineView, from: DeviceOfRecord, said: Of<"card">): Promise<Outcome> {
    const { rec, salt, text } = said;
    if (this.#carrier.desk.snapshot().log.state(rec) !== from.record.state)
      return this.#note(line, "not-yours");
    await this.#carrier.keep([rowOf("service-card-proposed", rec, { rec, salt, text })]);
    return this.#note(line, "noted");
  }

  async #note({ room }: LineView, code: NoteCode): Promise<Outcome> {
    await this.#carrier.to(room, [{ kind: "note", code }]);
    return code === "noted" || code === "done" ? "taken" : code;
  }
}

import { writeFileSync } from "node:fs";
import { accept, refuse, toBase64Url, type RecordId } from "@parley/base";
import { makeSignKeyPair, type KeyPair } from "@parley/crypto";
import {
  encodeProposal,
  readLog,
  readProposal,
  withSignature,
  type EntrySignature,
  type Log,
  type OpenTicket,
} from "@parley/directory";
import {
  deskFileOf,
  makeDeskToken,
  serveDesk,
  type DeskCard,
  type DeskHandler,
  type DeskProposal,
  type DeskReport,
  type DeskWish,
  type PendingEnrolment,
  type RunningDesk,
} from "../src/desk/index.ts";
import { makeMachine, requestOf, type Machine, type Secretariat } from "./secretariat.ts";

/**
 * The service's side of the desk without a service: it verifies logs and proposals as the real one does and remembers the
 * rest. It listens for real.
 */
export class DeskInMemory implements DeskHandler {
  readonly machine: Machine;
  readonly heads: KeyPair = makeSignKeyPair();
  readonly opened: OpenTicket[] = [];
  readonly waiting: PendingEnrolment[] = [];
  readonly wished: DeskWish[] = [];
  readonly reported: DeskReport[] = [];
  readonly erased: RecordId[] = [];
  held: DeskCard[] = [];
  carried: DeskProposal[] = [];
  current: Log;
  /** What the service says in place of joining a new line; null: it joins. */
  full: string | null = null;

  /** @param user the service's account */
  constructor(secretariat: Secretariat, user = "@service0:parley.test") {
    this.machine = makeMachine(user);
    this.current = secretariat.log();
  }

  /** Listens, and leaves `desk.json` in the folder. */
  async open(dir: string): Promise<RunningDesk> {
    const token = makeDeskToken();
    const desk = await serveDesk({ handler: this, token });
    writeFileSync(deskFileOf(dir), JSON.stringify({ port: desk.port, token }), { mode: 0o600 });
    return desk;
  }

  /** A State's signature comes in over its line. */
  coSigned(hash: string, sig: EntrySignature): void {
    this.carried = this.carried.map((one) => {
      const proposal = readProposal(one.text, this.current);
      return one.hash === hash && proposal.ok
        ? { ...one, text: encodeProposal(withSignature(proposal.value, sig)) }
        : one;
    });
  }

  health: DeskHandler["health"] = () => ({
    ok: true,
    link: "live",
    listing: "listed",
    lines: this.opened.length,
    n: this.current.head.n,
    headAt: this.current.head.at,
    queued: 0,
    refusedInvitations: 0,
    alarms: [],
  });
  log = (): string => this.current.text;
  request = (): string => requestOf(this.machine, "service");
  headKey = (): string => toBase64Url(this.heads.publicKey);
  pending = (): readonly PendingEnrolment[] => this.waiting;
  proposals = (): readonly DeskProposal[] => this.carried;
  wishes = (): readonly DeskWish[] => this.wished;
  reports = (): readonly DeskReport[] => this.reported;
  cards = (rec: RecordId): readonly DeskCard[] => this.held.filter((one) => one.rec === rec);

  openTicket: DeskHandler["openTicket"] = async (ticket) => {
    if (this.full !== null) return refuse({ reason: "full", text: this.full });
    this.opened.push(ticket);
    return accept(undefined);
  };

  carry: DeskHandler["carry"] = async (text) => {
    const proposal = readProposal(text, this.current);
    if (!proposal.ok) return refuse({ reason: proposal.refusal, text: "not a proposal" });
    this.carried.push({ hash: proposal.value.h, text, declined: [] });
    return accept({ hash: proposal.value.h });
  };

  withdraw: DeskHandler["withdraw"] = async (hash) => {
    this.carried = this.carried.filter((one) => one.hash !== hash);
    return accept(undefined);
  };

  publish: DeskHandler["publish"] = async (text) => {
    const log = readLog(this.current.root, text, this.current);
    if (!log.ok) return refuse({ reason: log.refusal.reason, text: "does not verify" });
    if (!text.startsWith(this.current.text)) {
      return refuse({ reason: "shorter", text: "not longer than the one held" });
    }
    this.current = log.value;
    this.carried = this.carried.filter((one) => readProposal(one.text, log.value).ok);
    return accept({ n: log.value.head.n, h: log.value.head.h });
  };

  wishDone: DeskHandler["wishDone"] = async (id) => {
    const at = this.wished.findIndex(({ wish }) => wish.id === id);
    if (at < 0) return refuse({ reason: "unknown", text: "There is no such wish." });
    this.wished.splice(at, 1);
    return accept(undefined);
  };

  eraseCard: DeskHandler["eraseCard"] = async (rec) => {
    this.held = this.held.filter((one) => one.rec !== rec);
    this.erased.push(rec);
    return accept(undefined);
  };
}

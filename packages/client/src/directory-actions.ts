import {
  accept,
  refuse,
  toBase64Url,
  utf8Length,
  type ConsultationId,
  type KeyId,
  type RecordId,
  type Result,
} from "@parley/base";
import { randomBytes } from "@parley/crypto";
import {
  CARD_SALT_BYTES,
  closeCard,
  signDeviceReport,
  signEntryText,
  WISH_BYTES,
  type ClosedCard,
  type ContactCard,
  type PocMessage,
  type ReportReason,
  type Wish,
} from "@parley/directory";
import type { Change } from "@parley/storage";
import { ownBytes } from "./bytes.ts";
import type { Core } from "./core.ts";
import { reportRow } from "./device-reports.ts";
import type { WishKind } from "./directory-view.ts";
import { goOnRow } from "./going-on.ts";
import type { Line } from "./line.ts";
import type { ActionRefusal } from "./port.ts";
import { proposalOf, saidChange } from "./proposals.ts";
import { directoryOld } from "./signed-heads.ts";
import { wishRow } from "./wishes.ts";

type Done = Promise<Result<void, ActionRefusal>>;

/** What a person does about the directory. Inside the queue. */
export class DirectoryActions {
  readonly #core: Core;
  readonly #line: Line;

  constructor(core: Core, line: Line) {
    this.#core = core;
    this.#line = line;
  }

  /** Signs exactly the text of the entry, as long as it is about one's own State and follows the newest entry here. */
  async coSign(hash: string): Done {
    const { state, office } = this.#core;
    if (office === null) return refuse({ reason: "not-listed" });
    const proposal = proposalOf(this.#core, hash);
    if (proposal === null) return refuse({ reason: "unknown" });
    if (proposal === "stale") return refuse({ reason: "stale" });
    const mine = proposal.mayCosign.find(({ rec }) => rec === office.id);
    if (mine?.keys.includes(state.ownKey) !== true) return refuse({ reason: "not-yours" });
    const { publicKey, secretKey } = state.profile.act;
    const { key, sig } = signEntryText(proposal.entry, {
      publicKey: ownBytes(publicKey),
      secretKey: ownBytes(secretKey),
    });
    return this.#say({ kind: "cosign", hash, key, sig }, saidChange(state, hash, "signed"));
  }

  async declineToSign(hash: string): Done {
    const { state, office } = this.#core;
    if (office === null) return refuse({ reason: "not-listed" });
    if (proposalOf(this.#core, hash) === null) return refuse({ reason: "unknown" });
    return this.#say({ kind: "decline", hash }, saidChange(state, hash, "declined"));
  }

  /** Effective here with this very write, and wherever it is heard. */
  async reportDevice(rec: RecordId, key: KeyId, why: ReportReason): Done {
    const core = this.#core;
    const { state, office } = core;
    if (office === null) return refuse({ reason: "not-listed" });
    if (state.log.everKey(rec, key) === null) return refuse({ reason: "unknown" });
    if (state.log.state(rec) !== office.state) return refuse({ reason: "not-yours" });
    // Reported before, or out of the directory already.
    if (!state.log.isListed(rec, key) || state.reports.has(key))
      return refuse({ reason: "too-late" });
    const at = Math.floor(core.now() / 1000) * 1000;
    const by = { rec: office.id, key: state.ownKey };
    const text = signDeviceReport(
      { dir: state.root.dir, rec, key, by, at, why },
      ownBytes(state.profile.act.secretKey),
    );
    const row = reportRow(state, text, core.now());
    if (row === null) throw new Error("a report of one's own does not hold");
    return this.#say({ kind: "report", report: text }, { kept: [row] });
  }

  confirmRecord(): Done {
    return this.#wish("confirm", "");
  }

  /** The card itself, and the wish that it be listed. */
  async proposeCard(card: ContactCard): Done {
    const { office } = this.#core;
    if (office === null) return refuse({ reason: "not-listed" });
    const closed = closedOrNull(card);
    if (closed === null) return refuse({ reason: "incomplete", fields: [] });
    const { salt, text, hash } = closed;
    const sent = await this.#say({ kind: "card", rec: office.id, salt, text }, {});
    return sent.ok ? this.#wish("card", "", { hash, closed: { salt, text } }) : sent;
  }

  wish(kind: WishKind, text: string): Done {
    // A card is asked for with the card itself.
    if (kind === "card") return Promise.resolve(refuse({ reason: "unknown" }));
    return this.#wish(kind, text);
  }

  async goOnWithDirectory(con: ConsultationId): Done {
    const core = this.#core;
    const old = directoryOld(core.state, core.now());
    if (old === null) return accept(undefined);
    return this.#written(await core.commit({ kept: [goOnRow(con, old)] }));
  }

  async #wish(
    about: WishKind,
    text: string,
    card?: { readonly hash: string; readonly closed: ClosedCard },
  ): Done {
    const { state, office } = this.#core;
    if (office === null) return refuse({ reason: "not-listed" });
    if (utf8Length(text) > WISH_BYTES) return refuse({ reason: "too-large" });
    const id = toBase64Url(randomBytes(16));
    const wish: Wish = {
      id,
      about,
      rec: office.id,
      text,
      ...(card === undefined ? {} : { card: card.hash }),
    };
    const kept = wishRow(state, wish, this.#core.now(), card?.closed);
    return this.#say({ kind: "wish", wish }, { kept: [kept] });
  }

  async #say(message: PocMessage, rest: Change): Done {
    // Without a line, what is effective here by itself is written all the same.
    if (this.#line.room === null)
      return message.kind === "report"
        ? this.#written(await this.#core.commit(rest))
        : refuse({ reason: "not-now", code: "R_NO_LINE" });
    return this.#written(await this.#line.say(message, rest));
  }

  #written(done: boolean): Result<void, ActionRefusal> {
    return done ? accept(undefined) : refuse({ reason: "disk" });
  }
}

function closedOrNull(card: ContactCard): ReturnType<typeof closeCard> | null {
  try {
    return closeCard(card, randomBytes(CARD_SALT_BYTES));
  } catch {
    // What a person typed makes no card; which field it is, the form says.
    return null;
  }
}

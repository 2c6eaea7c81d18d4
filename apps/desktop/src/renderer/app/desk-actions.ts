import { accept, toBase64Url, type Clock, type Result } from "@parley/base";
import type { ActionRefusal, ActDraft, Client, Office } from "@parley/client";
import { notificationDraft, replyDraft, updateDraft } from "../features/compose/index.ts";
import type { ComposeWish } from "../features/consultation/index.ts";
import type { Moves } from "./moves.ts";
import { HOME, sameDraft } from "./route.ts";

/** From a wish to write something to the form that is open on a saved draft. */
export class DeskActions {
  readonly #client: Pick<Client, "snapshot" | "saveDraft">;
  readonly #moves: Moves;
  readonly #clock: Clock;

  constructor(client: Pick<Client, "snapshot" | "saveDraft">, moves: Moves, clock: Clock) {
    this.#client = client;
    this.#moves = moves;
    this.#clock = clock;
  }

  /** A notification that opens a consultation with an office. */
  async openWith(office: Office): Promise<Result<void, ActionRefusal>> {
    const { level, rec } = office;
    return this.#write(notificationDraft({ ...this.#start(), level, roster: [rec] }));
  }

  /** A form wished for in a consultation; a draft of the same kind to the same act is gone on with. */
  async compose(wish: ComposeWish): Promise<Result<void, ActionRefusal>> {
    const { drafts, consultations } = this.#client.snapshot();
    const re = wish.form === "notification" ? null : wish.re;
    const kind = wish.form === "reply" ? "T04" : "T02";
    const begun = sameDraft(drafts, { kind, channel: wish.channel, re });
    if (begun !== null) {
      await this.goOn(begun);
      return accept(undefined);
    }
    const consultation = consultations.find((one) => one.id === wish.channel);
    if (consultation === undefined) return accept(undefined);
    const start = { ...this.#start(), channel: wish.channel };
    switch (wish.form) {
      case "notification":
        return this.#write(notificationDraft({ ...start, level: consultation.level, roster: [] }));
      case "update":
        return this.#write(updateDraft({ ...start, consultation, re: wish.re }));
      case "reply": {
        const chosen = wish.reply === null ? {} : { kind: wish.reply };
        return this.#write(replyDraft({ ...start, consultation, re: wish.re, ...chosen }));
      }
    }
  }

  /** Opens the form of a draft; leaving it comes back to where one is now. */
  async goOn(draft: string): Promise<void> {
    const now = this.#moves.route.getState();
    const back = now.place === "consultation" ? now : HOME;
    await this.#moves.to({ place: "compose", draft, back });
  }

  async #write(draft: ActDraft): Promise<Result<void, ActionRefusal>> {
    const saved = await this.#client.saveDraft(draft);
    if (saved.ok) await this.goOn(draft.id);
    return saved;
  }

  #start(): { readonly id: string; readonly now: number } {
    const id = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
    return { id, now: this.#clock.now() };
  }
}

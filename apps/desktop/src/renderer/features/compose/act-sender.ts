import type { ActHash, PayloadId, Result } from "@parley/base";
import type { ActDraft, ActionRefusal } from "@parley/client";
import type { DraftSaver } from "./draft-saver.ts";

export type SendResult = Result<ActHash | PayloadId, ActionRefusal>;

/** Signs one draft once: a second call while the first runs, or after it was accepted, gets the first one's answer. */
export class ActSender {
  readonly #sign: (draft: ActDraft) => Promise<SendResult>;
  readonly #saver: DraftSaver;
  #running: Promise<SendResult> | null = null;

  constructor(sign: (draft: ActDraft) => Promise<SendResult>, saver: DraftSaver) {
    this.#sign = sign;
    this.#saver = saver;
  }

  send(draft: ActDraft): Promise<SendResult> {
    this.#running ??= this.#run(draft);
    return this.#running;
  }

  async #run(draft: ActDraft): Promise<SendResult> {
    await this.#saver.pause();
    let accepted = false;
    try {
      const result = await this.#sign(draft);
      accepted = result.ok;
      return result;
    } finally {
      if (accepted) {
        this.#saver.end();
      } else {
        this.#running = null;
        await this.#saver.resume();
      }
    }
  }
}

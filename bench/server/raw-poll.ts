import type { Answer, PlainClient } from "../../test/harness/plain-requests.ts";

/** How long a poll waits for news, in ms. */
const POLL = 20_000;

/** The sync of one account by bare requests, from answer to answer. */
export class RawPoll {
  readonly #client: PlainClient;
  #since = "";

  constructor(client: PlainClient) {
    this.#client = client;
  }

  /** Takes what there is, without waiting. */
  async now(): Promise<void> {
    await this.#sync(0);
  }

  /** Waits for an answer that holds this text. */
  async until(text: string): Promise<string> {
    for (;;) {
      const answer = await this.#sync(POLL);
      if (answer.includes(text)) return answer;
    }
  }

  async #sync(timeout: number): Promise<string> {
    const since = this.#since === "" ? "" : `&since=${encodeURIComponent(this.#since)}`;
    const body = fine(
      await this.#client.ask("GET", `/_matrix/client/v3/sync?timeout=${timeout}${since}`),
    );
    const { next_batch: next } = body;
    if (typeof next !== "string") throw new Error("the homeserver gave no place in the sync");
    this.#since = next;
    return JSON.stringify(body);
  }
}

/** The body, or an error that names what the homeserver said. */
export function fine({ status, body }: Answer): Answer["body"] {
  if (status !== 200) throw new Error(`the homeserver answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

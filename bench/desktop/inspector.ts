/** Speaks with the inspector of a program's main process: the only line into a client that no test tool drives. */
export class Inspector {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      const answer = JSON.parse(String(data)) as Answer;
      if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer);
    });
    socket.addEventListener("close", () => {
      for (const settle of this.#waiting.values()) settle({ error: { message: "it has ended" } });
    });
  }

  static open(address: string): Promise<Inspector> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(address);
      socket.addEventListener("open", () => resolve(new Inspector(socket)));
      socket.addEventListener("error", () => reject(new Error("its inspector does not answer")));
    });
  }

  /**
   * The value of an expression, as JSON. A plain value is not to be awaited: the inspector makes a promise of it, which
   * nothing holds.
   */
  async evaluate<T>(expression: string, answers: "promise" | "value"): Promise<T> {
    const id = ++this.#last;
    const answer = await new Promise<Answer>((resolve) => {
      this.#waiting.set(id, resolve);
      const awaitPromise = answers === "promise";
      const params = { expression, awaitPromise, returnByValue: true };
      this.#socket.send(JSON.stringify({ id, method: "Runtime.evaluate", params }));
    });
    this.#waiting.delete(id);
    const { error, result } = answer;
    if (error !== undefined) throw new Error(error.message);
    const { exceptionDetails } = result ?? {};
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result?.result?.value as T;
  }

  close(): void {
    this.#socket.close();
  }
}

/** What the inspector answers, as far as it is read. */
interface Answer {
  readonly id?: number;
  readonly error?: { readonly message: string };
  readonly result?: {
    readonly result?: { readonly value?: unknown };
    readonly exceptionDetails?: {
      readonly text: string;
      readonly exception?: { readonly description?: string };
    };
  };
}

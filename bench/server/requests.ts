/** One request that left this process. */
export interface SeenRequest {
  readonly method: string;
  /** Without the homeserver's address and the query. */
  readonly path: string;
  /** Text of the body; "" where there is none. */
  readonly body: string;
  /** Of `performance.now()`. */
  readonly began: number;
}

/** Listens to every request of this process from here on. */
export class RequestWatch {
  readonly seen: SeenRequest[] = [];
  readonly #fetch = globalThis.fetch;

  constructor() {
    globalThis.fetch = (resource, init) => {
      const url = new URL(resource instanceof Request ? resource.url : resource);
      this.seen.push({
        method: init?.method ?? "GET",
        path: url.pathname,
        body: typeof init?.body === "string" ? init.body : "",
        began: performance.now(),
      });
      return this.#fetch(resource, init);
    };
  }

  end(): void {
    globalThis.fetch = this.#fetch;
  }
}

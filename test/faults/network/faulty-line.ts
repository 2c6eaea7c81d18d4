import { setTimeout as sleep } from "node:timers/promises";
import {
  startHostileProxy,
  type Fate,
  type HostileProxy,
  type Passing,
} from "../../harness/hostile-proxy.ts";
import { FAULTS, SLOW, type FaultKind } from "./faults.ts";
import { LocalName } from "./local-name.ts";
import { kindOf, type RequestKind } from "./requests.ts";

/** What the next so many requests of one kind meet. */
export interface Trouble {
  readonly request: RequestKind;
  readonly fault: FaultKind;
  readonly times: number;
}

/** What happens to the whole line: nothing listens at the address, its name is not found, or every request meets one fault. */
export type Outage = "refused" | "no name" | FaultKind;

/** A sync brings the two newest events of a room and says that there is a gap before them. */
const FEW_EVENTS = JSON.stringify({
  presence: { types: [] },
  account_data: { types: [] },
  room: { ephemeral: { types: [] }, account_data: { types: [] }, timeline: { limit: 2 } },
});

let lines = 0;

/** An office's line to the homeserver, under a name of its own, on which requests meet faults. */
export class FaultyLine {
  readonly baseUrl: string;
  readonly proxy: HostileProxy;
  /** What was met, oldest first: "send: reply lost". */
  readonly met: string[] = [];
  /** Whether its homeserver gives few events at once, so that the past is asked for in pages. */
  fewEvents = false;
  /** Whether every sync that goes on is told that there is nothing new, as if it were so. */
  noNews = false;
  readonly #name: LocalName;
  readonly #fates = new WeakMap<Passing, Fate>();
  #troubles: { readonly trouble: Trouble; left: number }[] = [];
  readonly #arrivals: { readonly kind: RequestKind | null; readonly at: number }[] = [];
  readonly #passedOn: (RequestKind | null)[] = [];
  #outage: FaultKind | null = null;
  #lastSync = Date.now();

  private constructor(proxy: HostileProxy) {
    const { port } = new URL(proxy.baseUrl);
    this.#name = new LocalName(`line-${++lines}.offices.test`);
    this.baseUrl = `http://${this.#name.name}:${port}`;
    this.proxy = proxy;
    proxy.set((request) => this.#judge(request));
  }

  static async to(server: string): Promise<FaultyLine> {
    return new FaultyLine(await startHostileProxy(server));
  }

  meet(...troubles: readonly Trouble[]): void {
    for (const trouble of troubles) this.#troubles.push({ trouble, left: trouble.times });
  }

  goOut(outage: Outage): void {
    this.met.push(`line: ${outage}`);
    if (outage === "refused") this.#name.turn("nothing listens");
    else if (outage === "no name") this.#name.turn("not found");
    else this.#outage = outage;
    // A name is asked for, and a connection refused, only where one has to be made; and no sync waits on a dead line.
    this.proxy.hangUp();
  }

  comeBack(): void {
    this.#name.turn("here");
    this.#outage = null;
  }

  /** What has not been met yet will not be. */
  calm(): void {
    this.#troubles = [];
  }

  /** When a reply to a sync was last passed on. */
  get lastSync(): number {
    return this.#lastSync;
  }

  /** How many requests of a kind have reached the homeserver, or are about to. */
  passedOn(kind: RequestKind): number {
    return this.#passedOn.filter((one) => one === kind).length;
  }

  /** How often the homeserver has done what a request of this kind asked. */
  done(kind: RequestKind): number {
    return this.proxy.carriedOut.filter(
      ({ request, status }) => status === 200 && kindOf(request) === kind,
    ).length;
  }

  /** When each request of one kind came. */
  asked(kind: RequestKind): readonly number[] {
    return this.#arrivals.filter((one) => one.kind === kind).map(({ at }) => at);
  }

  stop(): Promise<void> {
    return this.proxy.stop();
  }

  /** A request is judged when it comes, and once more before the reply to it is passed on. */
  #judge(request: Passing): Fate {
    const kind = kindOf(request);
    const before = this.#fates.get(request);
    if (before !== undefined) {
      if (before === "pass" && kind === "sync") this.#lastSync = Date.now();
      return before;
    }
    this.#arrivals.push({ kind, at: Date.now() });
    if (kind === "sync" && this.fewEvents) request.query.set("filter", FEW_EVENTS);
    const fault = this.#faultFor(kind);
    const since = kind === "sync" && this.noNews ? request.query.get("since") : null;
    const fate: Fate =
      since === null ? (fault === null ? "pass" : FAULTS[fault]) : nothingNew(since);
    // A slow reply gets through as well, if whoever asked has the patience.
    if (kind === "sync" && (fault === "slow" || fault === "far too slow"))
      this.#lastSync = Date.now() + SLOW[fault];
    this.#fates.set(request, fate);
    if (isPassedOn(fate)) this.#passedOn.push(kind);
    return fate;
  }

  #faultFor(kind: RequestKind | null): FaultKind | null {
    if (this.#outage !== null) return this.#outage;
    const hit = this.#troubles.find(({ trouble, left }) => trouble.request === kind && left > 0);
    if (hit === undefined) return null;
    hit.left--;
    this.met.push(`${kind}: ${hit.trouble.fault}`);
    return hit.trouble.fault;
  }
}

function isPassedOn(fate: Fate): boolean {
  if (typeof fate === "object") return "write" in fate && fate.carriedOut;
  return fate !== "cut" && fate !== "silent";
}

/** As a homeserver answers that has waited for news; not for long. */
function nothingNew(since: string): Fate {
  return {
    carriedOut: false,
    write: async (response) => {
      await sleep(500);
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ next_batch: since }));
    },
  };
}

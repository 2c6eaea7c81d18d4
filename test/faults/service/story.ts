import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { RecordId, UserId } from "@parley/base";
import { parseEnrolmentRequest, type ListedDevice } from "@parley/directory";
import { finishProposal, type DeskClient } from "@parley/secretariat";
import type { Homeserver } from "@parley/homeserver";
import { startHostileProxy, type HostileProxy } from "../../harness/hostile-proxy.ts";
import { until } from "../../harness/office.ts";
import { plainSignIn, type PlainClient } from "../../harness/plain-requests.ts";
import type { Random } from "../../harness/seeds.ts";
import { accepted, ServiceStage, type Invited } from "../../service/stage.ts";
import { filesOf, putBack } from "../durable/database-files.ts";
import { takeKeys } from "../durable/take-keys.ts";
import { ServeProcess } from "./serve-process.ts";

const SERVICE = "secretariat-1" as RecordId;
/** Where the crypto machine's stores are. */
const KEYS = "keys.sqlite";
/** Longest time to a kill, in ms, from the start or from where the desk answers. */
const LONGEST = 1_500;
/** So many kills in a hundred fall in the midst of its work, the others as it starts. */
const AT_WORK = 75;

export interface Plan {
  readonly kills: number;
  /**
   * What a kill leaves of the crypto machine's stores: what they held when it fell, or, the defence out, what they held
   * while it served, like a snapshot that is taken from time to time.
   */
  readonly keysOf: "kill" | "serving";
}

/**
 * Officers publish, Points of Contact ask and newcomers come, while the service's process is killed again and again.
 * Answers what is not as it must be in the end, in words: nothing, where all is well.
 */
export async function playServiceKills(
  server: Homeserver,
  plan: Plan,
  random: Random,
): Promise<readonly string[]> {
  let proxy: HostileProxy | null = null;
  const through = async ({ baseUrl }: Homeserver): Promise<string> => {
    proxy = await startHostileProxy(baseUrl);
    return proxy.baseUrl;
  };
  const stage = await ServiceStage.set({ server, through });
  const serve = new ServeProcess(stage.folder);
  const stranger = await plainSignIn(server, await server.createAccount());
  const play = new Play({ stage, serve, stranger, plan, random });
  try {
    serve.launch();
    const desk = await untilItListens(serve);
    await stage.list(desk);
    await play.begin(await serve.answers());
    for (let round = 1; round <= plan.kills; round++) await play.round(round);
    return await play.found(proxy);
  } finally {
    await serve.stop();
    await stage.close();
    await (proxy as HostileProxy | null)?.stop();
  }
}

/** Before it is listed it is not healthy, and its desk answers all the same. */
async function untilItListens(serve: ServeProcess): Promise<DeskClient> {
  await until("the service's desk", async () => (await serve.desk?.request())?.ok === true);
  const { desk } = serve;
  if (desk === null) throw new Error("no desk");
  return desk;
}

class Play {
  readonly #stage: ServiceStage;
  readonly #serve: ServeProcess;
  readonly #stranger: PlainClient;
  readonly #keysOf: Plan["keysOf"];
  readonly #random: Random;
  #alfa: Invited | null = null;
  #bravo: Invited | null = null;
  /** Came with a ticket and wait: what the desk has to show. */
  readonly #newcomers: Invited[] = [];
  /** Wishes that a client called asked. */
  readonly #asked: string[] = [];

  constructor(parts: {
    readonly stage: ServiceStage;
    readonly serve: ServeProcess;
    /** An account that takes the service's one-time keys. */
    readonly stranger: PlainClient;
    readonly plan: Plan;
    readonly random: Random;
  }) {
    this.#stage = parts.stage;
    this.#serve = parts.serve;
    this.#stranger = parts.stranger;
    this.#keysOf = parts.plan.keysOf;
    this.#random = parts.random;
  }

  async begin(desk: DeskClient): Promise<void> {
    this.#alfa = await this.#stage.admitted(desk, "XA");
    this.#bravo = await this.#stage.admitted(desk, "XB");
  }

  async round(round: number): Promise<void> {
    const random = this.#random;
    if (round > 1) {
      this.#serve.launch();
      if (random.chance(AT_WORK) || this.#keysOf === "serving") await this.#serve.answers();
    }
    const { folder } = this.#stage;
    const snapshot = this.#keysOf === "serving" ? filesOf(folder, KEYS) : null;
    const { user, device } = this.#listed;
    void takeKeys(this.#stranger, user, device.id);
    const end = Date.now() + random.integer(0, LONGEST);
    // What the desk does not answer to is gone through once more in the end.
    const work = [this.#publish(round), this.#ask(round), ...this.#invite(round)];
    await sleep(Math.max(0, end - Date.now()));
    await this.#serve.kill();
    if (snapshot !== null) putBack(folder, KEYS, snapshot);
    await Promise.all(work);
  }

  /** The service as the directory has it. */
  get #listed(): { readonly user: UserId; readonly device: ListedDevice } {
    const record = this.#stage.log.recordOf(SERVICE);
    const [device] = record?.devices ?? [];
    if (record === null || device === undefined) throw new Error("the service is not listed");
    return { user: record.user, device };
  }

  /** Whether the desk has said so or not, the officers have signed it. */
  async #publish(round: number): Promise<void> {
    const stage = this.#stage;
    const conf = `2026-11-${String((round % 28) + 1).padStart(2, "0")}`;
    const rec = { id: SERVICE, card: "", conf };
    stage.log = accepted(finishProposal(stage.signed({ op: "card", rec }), stage.log));
    await this.#serve.desk?.publish(stage.log.text);
  }

  async #ask(round: number): Promise<void> {
    const text = `round ${round}`;
    const asked = await this.#alfa?.poc.client.wish("other", text);
    if (asked?.ok === true) this.#asked.push(text);
  }

  /** Every fourth round somebody comes with a ticket that the desk has heard of. */
  #invite(round: number): readonly Promise<void>[] {
    const { desk } = this.#serve;
    if (round % 4 !== 1 || desk === null) return [];
    return [
      this.#stage
        .invite(desk, "XC", `Technical PoC ${round}`)
        .then(async (invited) => {
          await invited.poc.arrives(invited.ticket);
          this.#newcomers.push(invited);
        })
        // Refused by a desk that was killed: no ticket, nobody comes.
        .catch(() => undefined),
    ];
  }

  async found(proxy: HostileProxy | null): Promise<readonly string[]> {
    const [alfa, bravo] = [this.#alfa, this.#bravo];
    if (alfa === null || bravo === null) throw new Error("nobody is there");
    this.#serve.launch();
    const desk = await this.#serve.answers();
    accepted(await desk.publish(this.#stage.log.text));
    const { n } = this.#stage.log.head;
    const amiss: string[] = [];
    const holds = async (what: string, check: () => boolean | Promise<boolean>): Promise<void> => {
      await until(what, check).catch(() => amiss.push(`not so in the end: ${what}`));
    };
    for (const { poc } of [alfa, bravo])
      await holds("everybody has the newest log", () => {
        const { directory } = poc.client.snapshot();
        return directory.n === n && directory.signedHead.state === "fresh";
      });
    const wishes = async (): Promise<readonly string[]> =>
      accepted(await desk.wishes()).map(({ wish }) => wish.text);
    await holds("all wishes are there", async () => (await wishes()).length >= this.#asked.length);
    const twice = (await wishes()).toSorted().join();
    if (twice !== this.#asked.toSorted().join())
      amiss.push(`asked: ${this.#asked.join()}; at the desk: ${twice}`);
    const users = this.#newcomers.map(({ user }) => user).toSorted();
    const waiting = async (): Promise<string> =>
      accepted(await desk.pending())
        .map(({ ticket }) => ticket.user)
        .toSorted()
        .join();
    await holds("every newcomer waits, once", async () => (await waiting()) === users.join());
    const [first] = this.#newcomers;
    if (first !== undefined) {
      await this.#stage.publish(desk, await this.#stage.heard(desk, first));
      await holds(
        "a newcomer is admitted",
        () => first.poc.client.snapshot().me.listing === "listed",
      );
    }
    const own = parseEnrolmentRequest(accepted(await desk.request()));
    if (!own.ok || !isDeepStrictEqual(own.value.device, this.#listed.device))
      amiss.push("the service is another device than it was");
    const uploads =
      proxy?.carriedOut.filter(({ request }) => request.path.includes("/keys/upload")) ?? [];
    const refused = uploads.filter(({ status }) => status !== 200);
    if (refused.length > 0) amiss.push(`key uploads refused: ${refused.length}`);
    if (uploads.length === 0) amiss.push("no keys were ever uploaded on the line that is watched");
    const { alarms } = accepted(await desk.health());
    if (alarms.length > 0) amiss.push(`alarms: ${alarms.join()}`);
    console.log(
      `${this.#serve.kills} kills, ${n} entries, ${this.#asked.length} wishes, ${users.length} newcomers, ${uploads.length} key uploads`,
    );
    return amiss;
  }
}

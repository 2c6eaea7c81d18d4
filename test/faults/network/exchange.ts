import { setTimeout as sleep } from "node:timers/promises";
import type { ActHash } from "@parley/base";
import type { ActDraft } from "@parley/client";
import type { Homeserver } from "@parley/homeserver";
import { ExerciseDirectory } from "../../harness/exercise-directory.ts";
import type * as Cast from "../../harness/office.ts";
import type { Office } from "../../harness/office.ts";
import { FaultyLine } from "./faulty-line.ts";
import { Truth, type Holdings } from "./truth.ts";

export type Name = "Alfa" | "Bravo" | "Bravo's second";

/** An office at a line of its own, and what its client says of itself all the time. */
export interface Party {
  readonly name: Name;
  readonly office: Office;
  readonly line: FaultyLine;
  readonly truth: Truth;
}

/** Parties of one consultation on a real homeserver, each at a line on which requests meet faults. */
export class Exchange {
  readonly parties: Party[] = [];
  /** Texts of the notes that each client has promised to send, in order. */
  readonly promised: { readonly [name in Name]: string[] } = {
    Alfa: [],
    Bravo: [],
    "Bravo's second": [],
  };
  /** How many acts clients have promised to send. */
  acts = 0;
  /** Longest that is waited for anything, in ms. */
  patience = 120_000;
  readonly #server: Homeserver;
  readonly #directory: ExerciseDirectory;
  readonly #cast: typeof Cast;
  readonly #holdings: Holdings = new Map();

  private constructor(server: Homeserver, directory: ExerciseDirectory, cast: typeof Cast) {
    this.#server = server;
    this.#directory = directory;
    this.#cast = cast;
  }

  static async open(server: Homeserver, cast: typeof Cast): Promise<Exchange> {
    return new Exchange(server, await ExerciseDirectory.make(), cast);
  }

  until(what: string, holds: () => boolean): Promise<void> {
    return this.#cast.until(what, holds, this.patience);
  }

  /** Whether something comes to hold. */
  comes(holds: () => boolean): Promise<boolean> {
    return this.until("it", holds).then(
      () => true,
      () => false,
    );
  }

  /** Someone takes a seat who has not signed in yet. */
  async seat(name: Name): Promise<Party> {
    const state = name === "Alfa" ? "XA" : "XB";
    const rec = `${state.toLowerCase()}-tech-${name === "Bravo's second" ? 2 : 1}`;
    const line = await FaultyLine.to(this.#server.baseUrl);
    const account = await this.#server.createAccount();
    const office = new this.#cast.Office(line.baseUrl, this.#directory, account, rec, state);
    const party = { name, office, line, truth: new Truth(office, line, this.#holdings) };
    this.parties.push(party);
    return party;
  }

  /** Signs in, as often as it takes, and is listed. Answers why a sign-in was refused, each time. */
  async enter({ office, truth }: Party): Promise<readonly string[]> {
    const refusals: string[] = [];
    for (;;) {
      const refusal = await office.signIn().then(
        () => null,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      if (refusal === null) break;
      refusals.push(refusal);
      if (refusals.length > 20) throw new Error(`no sign-in: ${refusals.join()}`);
      await sleep(200);
    }
    await office.admitted();
    truth.watch();
    return refusals;
  }

  party(name: Name): Party {
    const party = this.parties.find((one) => one.name === name);
    if (party === undefined) throw new Error(`${name} has no seat`);
    return party;
  }

  /** The consultation of a party, once it has one and its opening is signed. */
  async channel(name: Name): Promise<ActHash> {
    const { office } = this.party(name);
    await this.until(`${name} to have the consultation`, () => office.entries("act").length > 0);
    return office.consultation.id as ActHash;
  }

  async opens(): Promise<void> {
    const [alfa, bravo] = [this.party("Alfa").office, this.party("Bravo").office];
    await this.until("Alfa to know Bravo", () =>
      alfa.client.snapshot().offices.some(({ rec }) => rec === bravo.rec),
    );
    promisedBy(await alfa.client.signAndSend(this.#cast.notification(bravo)));
    this.acts++;
  }

  async acknowledges(): Promise<void> {
    const channel = await this.channel("Bravo");
    promisedBy(await this.party("Bravo").office.client.acknowledge(channel, channel));
    this.acts++;
  }

  async writes(name: Name, text: string): Promise<void> {
    const channel = await this.channel(name);
    promisedBy(await this.party(name).office.client.sendNote(channel, text));
    this.promised[name].push(text);
  }

  async answers(): Promise<void> {
    await this.#follow("Bravo", {
      kind: "T04",
      fields: { reply_kind: "information", text: "Two operators confirm." },
    });
  }

  async updates(summary: string): Promise<void> {
    const { fields } = this.#cast.notification(this.party("Bravo").office);
    await this.#follow("Alfa", { kind: "T02", fields: { ...fields, summary } });
  }

  async #follow(name: Name, changed: Partial<ActDraft>): Promise<void> {
    const channel = await this.channel(name);
    const draft = { ...this.#cast.notification(this.party("Bravo").office), ...changed };
    promisedBy(
      await this.party(name).office.client.signAndSend({
        ...draft,
        id: `draft-${this.acts}`,
        channel,
        re: channel,
        roster: [],
      }),
    );
    this.acts++;
  }

  /** The process goes without a word and is started again. */
  async startsAgain(name: Name): Promise<void> {
    const { office, truth } = this.party(name);
    truth.leave();
    await office.kill();
    await office.open();
    truth.watch();
  }

  /** Bravo's client adds its State's second office. */
  async addsSecond(): Promise<void> {
    await this.#changesRoster("add");
  }

  /** It takes it out again, once what that office wrote has come: what it has not sent by then stays with it. */
  async takesOutSecond(): Promise<void> {
    const { rec } = this.party("Bravo's second").office;
    const written = this.promised["Bravo's second"].length;
    for (const name of ["Alfa", "Bravo"] as const)
      await this.until(`${name} to have what the second office wrote`, () => {
        const notes = this.party(name).office.entries("note");
        return (
          notes.filter((entry) => entry.kind === "note" && entry.rec === rec).length >= written
        );
      });
    await this.#changesRoster("remove");
  }

  async #changesRoster(op: "add" | "remove"): Promise<void> {
    const channel = await this.channel("Bravo");
    const { rec } = this.party("Bravo's second").office;
    promisedBy(await this.party("Bravo").office.client.changeRoster(channel, op, rec));
    this.acts++;
  }

  /** Nothing happens to any request any more. */
  calm(): void {
    for (const { line } of this.parties) {
      line.calm();
      line.comeBack();
    }
  }

  /** What each line met and how each client stands, for whoever reads why a test failed. */
  story(): string {
    return this.parties
      .map(({ name, office, line }) => {
        const { link, outbox, consultations } = office.client.snapshot();
        const channels = consultations.map(({ gate, members, entries }) => ({
          gate,
          members: members.map(({ user, membership, trust }) => [user, membership, trust]),
          entries: entries.map((one) =>
            one.kind === "room" ? one.what : [one.kind, one.own, one.delivery],
          ),
        }));
        const { heard } = office;
        return `${name}: ${line.met.join("; ")}\n${JSON.stringify({ link, outbox, channels, heard })}`;
      })
      .join("\n");
  }

  async close(): Promise<void> {
    for (const { truth } of this.parties) truth.end();
    for (const { office } of this.parties) await office.close();
    for (const { line } of this.parties) await line.stop();
  }
}

function promisedBy(result: { readonly ok: boolean; readonly refusal?: unknown }): void {
  if (!result.ok) throw new Error(`not promised: ${JSON.stringify(result.refusal)}`);
}

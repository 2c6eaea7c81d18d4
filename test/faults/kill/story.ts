import { setTimeout as sleep } from "node:timers/promises";
import type { Scene } from "../../harness/scene.ts";
import { consultations, link, PATIENCE } from "../../e2e/screen.ts";
import type { Machine } from "./machine.ts";
import { OPENING, Person, REPLY, type Tell } from "./person.ts";
import { SCRIPT, type Moment, type Plan, type Role } from "./plan.ts";
import { amiss, leftOver, nameOf, settled } from "./settled.ts";
import type { SlowLine } from "./slow-line.ts";
import { Broken } from "./typed.ts";

type State = Plan["opener"];

/** Where it is played. */
export interface Setup {
  readonly scene: Scene;
  readonly line: SlowLine;
  readonly machines: Readonly<Record<State, Machine>>;
}

/** One consultation, in which something is killed. */
export class Story {
  readonly #setup: Setup;
  readonly #plan: Plan;
  readonly #name: string;
  readonly #people: Readonly<Record<Role, Person>>;
  readonly #moment: Promise<void>;
  readonly #come: () => void;
  #stopped = false;

  private constructor(
    setup: Setup,
    plan: Plan,
    name: string,
    people: Readonly<Record<Role, Person>>,
    moment: Promise<void>,
    come: () => void,
  ) {
    this.#setup = setup;
    this.#plan = plan;
    this.#name = name;
    this.#people = people;
    this.#moment = moment;
    this.#come = come;
  }

  static async begin(setup: Setup, plan: Plan, number: number): Promise<Story> {
    let come = (): void => undefined;
    const moment = new Promise<void>((resolve) => (come = resolve));
    const story = (people: Readonly<Record<Role, Person>>): Story =>
      new Story(setup, plan, `Consultation ${number}`, people, moment, come);
    const person = async (role: Role, state: State, opposite: State): Promise<Person> => {
      const machine = setup.machines[state];
      const before = await consultations(machine.page).count();
      const tell: Tell = (step, phase) => {
        const now: Moment = `${role}: ${step} ${phase}`;
        if (now === plan.moment) come();
      };
      return new Person(machine, nameOf(opposite), before, tell);
    };
    const { opener } = plan;
    const opposite = opener === "XA" ? "XB" : "XA";
    return story({
      opener: await person("opener", opener, opposite),
      other: await person("other", opposite, opener),
    });
  }

  /** Everything that goes on at once. */
  parts(): readonly Promise<void>[] {
    return [this.#openerPlays(), this.#otherPlays(), this.#kill()];
  }

  /** Ends all parts, whatever they wait for, once the clients are gone that they look at. */
  stop(): void {
    this.#stopped = true;
    this.#come();
    for (const person of Object.values(this.#people)) person.stop();
  }

  async #openerPlays(): Promise<void> {
    const { opener } = this.#people;
    const [, first, , further] = SCRIPT.opener;
    await opener.openConsultation();
    await opener.sendNote(first, this.#text("Our duty officer is on the line"));
    await opener.reads(REPLY);
    await opener.update();
    await opener.sendNote(further, this.#text("We come back at noon"));
  }

  async #otherPlays(): Promise<void> {
    const { other } = this.#people;
    const [, first, , further] = SCRIPT.other;
    await other.reads(OPENING);
    await other.acknowledge();
    await other.sendNote(first, this.#text("The provider was called"));
    await other.reply();
    await other.sendNote(further, this.#text("The provider keeps its records"));
  }

  async #kill(): Promise<void> {
    const { victims, delay, again } = this.#plan;
    await this.#moment;
    if (this.#stopped) return;
    await sleep(delay);
    if (victims.includes("homeserver")) return this.#killHomeserver();
    await Promise.all(
      victims.map((victim) => {
        const person = this.#people[victim as Role];
        return person.machine.cutPower(() => this.#whileAway(person), again);
      }),
    );
  }

  /** One office's client is away: what the other says is sent, and not called delivered. */
  async #whileAway(away: Person): Promise<void> {
    if (!this.#plan.long) return;
    const { opener, other } = this.#people;
    const left = away === opener ? other : opener;
    for (const line of await left.sayMeanwhile(this.#meanwhile())) {
      await line.getByText(/^Sent /).waitFor(PATIENCE);
      await link(left.machine.page, "Connected").waitFor(PATIENCE);
      const status = await line.locator(".deliv").innerText();
      if (!status.startsWith("Sent ")) throw new Broken(`to one who is away: “${status}”`);
    }
  }

  async #killHomeserver(): Promise<void> {
    const { exercise } = this.#setup.scene;
    await exercise.homeserver.kill();
    // Replies on the way are lost with it.
    this.#setup.line.hangUp();
    if (this.#plan.long) {
      await Promise.all(Object.values(this.#people).map((person) => this.#whileCutOff(person)));
    }
    await exercise.restartHomeserver();
  }

  /** The homeserver is away: both screens say so, and what is said is queued. */
  async #whileCutOff(person: Person): Promise<void> {
    const { page } = person.machine;
    await link(page, "Not connected").waitFor(PATIENCE);
    for (const line of await person.sayMeanwhile(this.#meanwhile()))
      await line.getByText("Queued on this device").waitFor(PATIENCE);
    await link(page, "Not connected").waitFor(PATIENCE);
  }

  /** What is amiss in the end. `patience`: how long everything may take to arrive, in ms. */
  async settled(patience: number): Promise<string[]> {
    const { opener, other } = this.#people;
    await Promise.all([opener.looks(), other.looks()]);
    const found = await settled(patience, () => amiss(opener, other));
    if (found.length > 0) return found;
    return [
      ...(await settled(patience, () => leftOver(opener))),
      ...(await settled(patience, () => leftOver(other))),
    ];
  }

  #meanwhile(): readonly string[] {
    return ["First", "Second"].map((which) => this.#text(`${which} of what is said meanwhile`));
  }

  /** Unlike any other note, so that each is known by its text. */
  #text(what: string): string {
    return `${what}. (${this.#name})`;
  }
}

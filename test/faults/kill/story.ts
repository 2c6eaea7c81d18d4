import { setTimeout as sleep } from "node:timers/promises";
import { hands, type DrivenClient } from "@parley/exercise";
import { Scene, type SceneOptions } from "../../harness/scene.ts";
import { consultations, link, PATIENCE } from "../../e2e/screen.ts";
import { Machine } from "./machine.ts";
import { OPENING, Person, REPLY, type Tell } from "./person.ts";
import { SCRIPT, tellPlan, type Moment, type Plan, type Role } from "./plan.ts";
import { amiss, leftOver, nameOf, settled } from "./settled.ts";
import { SlowLine } from "./slow-line.ts";
import { Broken } from "./typed.ts";

type State = Plan["opener"];

/** Two offices on one scene, for one consultation after the other. */
export class Stage {
  readonly scene: Scene;
  readonly machines: Readonly<Record<State, Machine>>;
  readonly line: SlowLine;
  /** How long everything may take to arrive, in ms; an attempt that is made again waits a minute at most. */
  settling = 90_000;
  #played = 0;

  private constructor(scene: Scene, line: SlowLine, machines: Readonly<Record<State, Machine>>) {
    this.scene = scene;
    this.line = line;
    this.machines = machines;
  }

  static async set(options: SceneOptions = {}): Promise<Stage> {
    const scene = await Scene.set(options);
    const line = await SlowLine.to(scene);
    const [alfa, bravo] = (await scene.enter("XA", "XB")) as [DrivenClient, DrivenClient];
    await Promise.all([alfa, bravo].map(({ page }) => hands.waitUntilListed(page)));
    return new Stage(scene, line, {
      XA: new Machine(scene, "XA", alfa),
      XB: new Machine(scene, "XB", bravo),
    });
  }

  async close(): Promise<void> {
    await this.line.stop();
    await this.scene.close();
  }

  /**
   * Plays a consultation in which something is killed. Answers what is not as it must be in the end, in words: nothing,
   * where all of it stands on both sides. Where it fails, it says what was on both screens, and both clients are
   * restarted for the next one.
   */
  async play(plan: Plan): Promise<readonly string[]> {
    this.line.lag = plan.lag;
    const story = await Story.begin(this, plan, ++this.#played);
    const parts = story.parts();
    try {
      await Promise.all(parts);
      const found = await story.settled();
      if (found.length > 0) throw new Broken(found.join("\n"));
      return found;
    } catch (error) {
      await this.#tell(plan);
      story.stop();
      await Promise.all(Object.values(this.machines).map((machine) => machine.restart()));
      await Promise.allSettled(parts);
      if (error instanceof Broken) return error.message.split("\n");
      throw error;
    }
  }

  async #tell(plan: Plan): Promise<void> {
    const said = [`${tellPlan(plan)}. On the screens:`];
    for (const { state, page } of Object.values(this.machines)) {
      const shown = await page
        .locator("body")
        .innerText({ timeout: 5_000 })
        .catch((error: unknown) => String(error));
      said.push(`-- ${nameOf(state)}\n${shown}`);
    }
    process.stderr.write(`${said.join("\n")}\n`);
  }
}

/** One consultation. */
class Story {
  readonly #stage: Stage;
  readonly #plan: Plan;
  readonly #name: string;
  readonly #people: Readonly<Record<Role, Person>>;
  readonly #moment: Promise<void>;

  private constructor(
    stage: Stage,
    plan: Plan,
    name: string,
    people: Readonly<Record<Role, Person>>,
    moment: Promise<void>,
  ) {
    this.#stage = stage;
    this.#plan = plan;
    this.#name = name;
    this.#people = people;
    this.#moment = moment;
  }

  static async begin(stage: Stage, plan: Plan, number: number): Promise<Story> {
    let come = (): void => undefined;
    const moment = new Promise<void>((resolve) => (come = resolve));
    const person = async (role: Role, state: State, opposite: State): Promise<Person> => {
      const machine = stage.machines[state];
      const before = await consultations(machine.page).count();
      const tell: Tell = (step, phase) => {
        const now: Moment = `${role}: ${step} ${phase}`;
        if (now === plan.moment) come();
      };
      return new Person(machine, nameOf(opposite), before, tell);
    };
    const { opener } = plan;
    const opposite = opener === "XA" ? "XB" : "XA";
    const people = {
      opener: await person("opener", opener, opposite),
      other: await person("other", opposite, opener),
    };
    return new Story(stage, plan, `Consultation ${number}`, people, moment);
  }

  /** Everything that goes on at once. */
  parts(): readonly Promise<void>[] {
    return [this.#openerPlays(), this.#otherPlays(), this.#kill()];
  }

  stop(): void {
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
    const { exercise } = this.#stage.scene;
    await exercise.homeserver.kill();
    // Replies on the way are lost with it.
    this.#stage.line.hangUp();
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

  async settled(): Promise<string[]> {
    const { opener, other } = this.#people;
    const { settling } = this.#stage;
    await Promise.all([opener.looks(), other.looks()]);
    const found = await settled(settling, () => amiss(opener, other));
    if (found.length > 0) return found;
    return [
      ...(await settled(settling, () => leftOver(opener))),
      ...(await settled(settling, () => leftOver(other))),
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

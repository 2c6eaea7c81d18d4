import type { DrivenClient } from "@parley/exercise";
import { Scene, type SceneOptions } from "../../harness/scene.ts";
import { Machine } from "./machine.ts";
import { tellPlan, type Plan } from "./plan.ts";
import { nameOf } from "./settled.ts";
import { SlowLine } from "./slow-line.ts";
import { Story, type Setup } from "./story.ts";
import { Broken } from "./typed.ts";

/** Two offices on one scene, for one consultation after the other. */
export class Stage {
  /** How long everything may take to arrive, in ms; an attempt that is made again waits a minute at most. */
  settling = 90_000;
  readonly #options: SceneOptions;
  #setup: Setup;
  #played = 0;

  private constructor(options: SceneOptions, setup: Setup) {
    this.#options = options;
    this.#setup = setup;
  }

  static async set(options: SceneOptions = {}): Promise<Stage> {
    return new Stage(options, await newSetup(options));
  }

  async close(): Promise<void> {
    await this.#setup.line.stop();
    await this.#setup.scene.close();
  }

  /**
   * Plays a consultation in which something is killed. Answers what is not as it must be in the end, in words: nothing,
   * where all of it stands on both sides. Where it fails, it says what was on both screens, and the next one begins on a
   * new scene.
   *
   * @param label names it where it fails
   */
  async play(plan: Plan, label: string): Promise<readonly string[]> {
    this.#setup.line.lag = plan.lag;
    const story = await Story.begin(this.#setup, plan, ++this.#played);
    const parts = story.parts();
    try {
      await Promise.all(parts);
      const found = await story.settled(this.settling);
      if (found.length > 0) throw new Broken(found.join("\n"));
      return found;
    } catch (error) {
      await this.#tell(plan, label);
      story.stop();
      await this.close();
      await Promise.allSettled(parts);
      this.#setup = await newSetup(this.#options);
      if (error instanceof Broken) return error.message.split("\n");
      throw error;
    }
  }

  async #tell(plan: Plan, label: string): Promise<void> {
    const { scene, machines } = this.#setup;
    const said = [`${label} ${tellPlan(plan)}. On the screens:`];
    for (const { state, page } of Object.values(machines)) {
      const shown = await page
        .locator("body")
        .innerText({ timeout: 5_000 })
        .catch((error: unknown) => String(error));
      said.push(`-- ${nameOf(state)}\n${shown}`);
    }
    process.stderr.write(`${said.join("\n")}\n`);
    await scene.tellTrouble(label);
  }
}

async function newSetup(options: SceneOptions): Promise<Setup> {
  const scene = await Scene.set(options);
  const line = await SlowLine.to(scene);
  const [alfa, bravo] = (await scene.arrive("XA", "XB")) as [DrivenClient, DrivenClient];
  const machines = {
    XA: new Machine(scene, "XA", alfa),
    XB: new Machine(scene, "XB", bravo),
  };
  return { scene, line, machines };
}

import { hands, type DrivenClient } from "@parley/exercise";
import { Scene, type SceneOptions } from "../../harness/scene.ts";
import { Machine } from "./machine.ts";
import { tellPlan, type Plan } from "./plan.ts";
import { nameOf } from "./settled.ts";
import { SlowLine } from "./slow-line.ts";
import { Story } from "./story.ts";
import { Broken } from "./typed.ts";

/** Two offices on one scene, for one consultation after the other. */
export class Stage {
  readonly scene: Scene;
  readonly machines: Readonly<Record<Plan["opener"], Machine>>;
  readonly line: SlowLine;
  /** How long everything may take to arrive, in ms; an attempt that is made again waits a minute at most. */
  settling = 90_000;
  #played = 0;

  private constructor(
    scene: Scene,
    line: SlowLine,
    machines: Readonly<Record<Plan["opener"], Machine>>,
  ) {
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

import { setTimeout as sleep } from "node:timers/promises";
import { hands, type DrivenClient } from "@parley/exercise";
import type { Page } from "playwright-core";
import type { Scene } from "../../harness/scene.ts";

/** One office's computer: its client runs, or was killed and comes back. */
export class Machine {
  readonly state: string;
  readonly #scene: Scene;
  #client: DrivenClient;
  #kills = 0;
  #up: Promise<void> = Promise.resolve();

  constructor(scene: Scene, state: string, client: DrivenClient) {
    this.#scene = scene;
    this.state = state;
    this.#client = client;
  }

  get page(): Page {
    return this.#client.page;
  }

  /** How often it was killed. */
  get kills(): number {
    return this.#kills;
  }

  /** Until its client shows what it keeps. */
  up(): Promise<void> {
    return this.#up;
  }

  /**
   * Kills the client; whatever is being done there ends with an error. It is started again, and unlocked, when `meanwhile`
   * has ended.
   *
   * @param again it is killed once more so many ms after its window has come back, and started again; null: not
   */
  async cutPower(meanwhile: () => Promise<void>, again: number | null): Promise<void> {
    this.#kills += 1;
    this.#up = this.#comeBack(meanwhile, again);
    await this.#up;
  }

  async #comeBack(meanwhile: () => Promise<void>, again: number | null): Promise<void> {
    await this.#client.kill();
    await meanwhile();
    this.#client = await this.#scene.launch(this.state);
    if (again !== null) {
      // Where it gets no further than that, this is what was wanted.
      const entering = this.#enter().catch(() => undefined);
      await sleep(again);
      await this.#client.kill();
      await entering;
      this.#client = await this.#scene.launch(this.state);
    }
    await this.#enter();
  }

  async #enter(): Promise<void> {
    const { page } = this.#client;
    await hands.unlock(page);
    await page.getByRole("navigation", { name: "Main" }).waitFor();
  }
}

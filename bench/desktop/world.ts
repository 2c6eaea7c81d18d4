import path from "node:path";
import { packagedClient } from "@parley/desktop/packaging";
import { startVirtualDisplay, switchesFor, type VirtualDisplay } from "@parley/exercise";
import type { BenchContext } from "../bench.ts";
import { makeCrowd, type Crowd } from "./crowded.ts";
import { makeEmptyPage } from "./empty-page.ts";
import { StartedProgram } from "./started-program.ts";

/** Both programs, a display, and an exercise with much in it. */
export class World {
  readonly crowd: Crowd;
  readonly #display: VirtualDisplay;
  readonly #client: string;
  readonly #empty: string;
  readonly #dir: string;

  private constructor(
    crowd: Crowd,
    display: VirtualDisplay,
    programs: { readonly client: string; readonly empty: string },
    dir: string,
  ) {
    this.crowd = crowd;
    this.#display = display;
    this.#client = programs.client;
    this.#empty = programs.empty;
    this.#dir = dir;
  }

  static async make({ dir, say, cancelled }: BenchContext): Promise<World> {
    const { executable } = await packagedClient("exercise");
    const empty = makeEmptyPage(executable, path.join(dir, "empty"));
    const display = await startVirtualDisplay(process.env);
    try {
      const crowd = await makeCrowd({
        dir: path.join(dir, "exercise"),
        executable,
        display: display.display,
        say,
        cancelled,
      });
      return new World(crowd, display, { client: executable, empty }, dir);
    } catch (error) {
      await display.close();
      throw error;
    }
  }

  startEmpty(): Promise<StartedProgram> {
    return StartedProgram.start({
      executable: this.#empty,
      switches: ["--profile", path.join(this.#dir, "empty.profile")],
      display: this.#display.display,
    });
  }

  /** The client of the office that was written to, locked. */
  startClient(): Promise<StartedProgram> {
    return StartedProgram.start({
      executable: this.#client,
      switches: switchesFor(this.crowd.place),
      display: this.#display.display,
    });
  }

  async close(): Promise<void> {
    await this.crowd.exercise.close();
    await this.#display.close();
  }
}

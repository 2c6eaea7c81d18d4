import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { packagedClient } from "@parley/desktop/packaging";
import {
  bringUp,
  DrivenClient,
  hands,
  startVirtualDisplay,
  switchesFor,
  technicalOffice,
  type Exercise,
  type Place,
  type ServiceStart,
  type VirtualDisplay,
} from "@parley/exercise";
import type { Page } from "playwright-core";

/** Pictures of the screens of a test that failed. */
const TROUBLE = path.resolve(import.meta.dirname, "../../out/e2e-trouble");

export interface SceneOptions {
  /** Codes of exercise States whose technical office has a place; Alfa and Bravo if absent. */
  readonly states?: readonly string[];
  /** The officers do not answer before `exercise.openDesk`. */
  readonly deskClosed?: boolean;
  /** How the Secretariat's service is started; the real one in this process if absent. */
  readonly startService?: ServiceStart;
  /** The clients are started by this program; the packaged exercise client if absent. */
  readonly executable?: string;
}

/** A homeserver, officers with their service, a display, and packaged clients that are used by clicking and typing. */
export class Scene {
  /** Folder of everything in it. */
  readonly dir: string;
  readonly exercise: Exercise;
  readonly #executable: string;
  readonly #display: VirtualDisplay;
  readonly #clients: DrivenClient[] = [];

  private constructor(
    dir: string,
    exercise: Exercise,
    executable: string,
    display: VirtualDisplay,
  ) {
    this.dir = dir;
    this.exercise = exercise;
    this.#executable = executable;
    this.#display = display;
  }

  static async set(options: SceneOptions = {}): Promise<Scene> {
    const { states = ["XA", "XB"], deskClosed = false, startService } = options;
    const executable = options.executable ?? (await packagedClient("exercise")).executable;
    // A profile's socket has a path limit of about 100 bytes: not below the checkout.
    const dir = mkdtempSync(path.join(tmpdir(), "parley-e2e-"));
    const display = await startVirtualDisplay(process.env);
    try {
      const offices = states.map((state) => technicalOffice(state, 1));
      const exercise = await bringUp({
        dir,
        offices,
        now: Date.now,
        deskClosed,
        ...(startService === undefined ? {} : { startService }),
      });
      return new Scene(dir, exercise, executable, display);
    } catch (error) {
      await display.close();
      rmSync(dir, { recursive: true, force: true });
      throw error;
    }
  }

  place(state: string): Place {
    const place = this.exercise.places.find(({ office }) => office.state === state);
    if (place === undefined) throw new Error(`${state} has no place`);
    return place;
  }

  /** Starts the client of a State's place, and waits for its window. */
  async launch(state: string, changed: Partial<Place> = {}): Promise<DrivenClient> {
    const client = await DrivenClient.launch({
      executable: this.#executable,
      switches: switchesFor({ ...this.place(state), ...changed }),
      display: this.#display.display,
      name: state.toLowerCase(),
    });
    this.#clients.push(client);
    return client;
  }

  /** Takes a client from its ticket to its words, and tells them to the officers; at an open desk they admit it. */
  async enrol(state: string, page: Page): Promise<void> {
    const place = this.place(state);
    await this.exercise.officers.hear(place, await hands.enrol(page, place));
  }

  /** Starts clients that enrol, all at once. */
  async enter(...states: readonly string[]): Promise<DrivenClient[]> {
    return Promise.all(
      states.map(async (state) => {
        const client = await this.launch(state);
        await this.enrol(state, client.page);
        return client;
      }),
    );
  }

  /** The same at an open desk, until each of them sees one other office in the directory. */
  async arrive(...states: readonly string[]): Promise<DrivenClient[]> {
    const clients = await this.enter(...states);
    for (const { page } of clients) await hands.goToDesk(page);
    for (const { page } of clients) await hands.waitUntilListed(page);
    return clients;
  }

  /** Starts a client again on what it keeps. */
  async unlock(state: string): Promise<DrivenClient> {
    const client = await this.launch(state);
    await hands.unlock(client.page);
    return client;
  }

  /** What the screens show, and what the programs said, when a test failed. */
  async tellTrouble(test: string): Promise<void> {
    mkdirSync(TROUBLE, { recursive: true });
    const name = test.replaceAll(/[^A-Za-z0-9]+/g, "-").slice(0, 60);
    for (const client of this.#clients) {
      // One that has ended has no screen any more.
      const shown = await client.picture(TROUBLE, name).then(
        () => true,
        () => false,
      );
      if (shown) process.stderr.write(`${test}: ${client.name} said:\n${client.said}\n`);
    }
  }

  /** Ends all of it, whatever state it is in. */
  async close(): Promise<void> {
    const ends = [
      ...this.#clients.map((client) => () => client.kill()),
      () => this.exercise.close(),
      () => this.#display.close(),
    ];
    const problems: unknown[] = [];
    for (const end of ends) await end().catch((problem: unknown) => problems.push(problem));
    rmSync(this.dir, { recursive: true, force: true, maxRetries: 5 });
    if (problems.length > 0) throw new AggregateError(problems, "the scene did not end in order");
  }
}

import { startHomeserver, type Homeserver } from "@parley/homeserver";
import { ExerciseDirectory } from "../../test/harness/exercise-directory.ts";
import { Office } from "../../test/harness/office.ts";

/** A real homeserver with the product's policy, and listed offices of a State each, in this process. */
export class ServerScene {
  readonly server: Homeserver;
  readonly #directory: ExerciseDirectory;
  readonly #offices: Office[] = [];

  private constructor(server: Homeserver, directory: ExerciseDirectory) {
    this.server = server;
    this.#directory = directory;
  }

  /** Sets it up for as long as the work takes. */
  static async during<T>(dir: string, work: (scene: ServerScene) => Promise<T>): Promise<T> {
    const directory = await ExerciseDirectory.make();
    const scene = new ServerScene(await startHomeserver({ dir, exercise: true }), directory);
    try {
      return await work(scene);
    } finally {
      await scene.#end();
    }
  }

  async office(): Promise<Office> {
    const letter = String.fromCharCode("A".charCodeAt(0) + this.#offices.length);
    const account = await this.server.createAccount();
    const rec = `x${letter.toLowerCase()}-tech-1`;
    const { baseUrl } = this.server;
    const office = new Office(baseUrl, this.#directory, account, rec, `X${letter}`);
    this.#offices.push(office);
    await office.signIn();
    await office.admitted();
    return office;
  }

  async #end(): Promise<void> {
    for (const office of this.#offices) await office.close();
    await this.server.stop();
  }
}

/** What was typed into one field, and the last of it that the screen called saved. */
export class Typed {
  readonly #texts: string[];
  #kept = 0;

  /** @param before what stands there before anything is typed */
  constructor(before: string) {
    this.#texts = [before];
  }

  type(text: string): void {
    this.#texts.push(text);
  }

  /** The screen says that what stands there is saved. */
  saved(): void {
    this.#kept = this.#texts.length - 1;
  }

  get isSaved(): boolean {
    return this.#kept > 0;
  }

  /** @throws {Broken} what stands there after a kill is older than what was called saved */
  expectKept(what: string, found: string): void {
    const may = this.#texts.slice(this.#kept);
    if (!may.includes(found))
      throw new Broken(`${what}: “${found}” stands there, and saved was “${may[0]}”`);
  }
}

/** Something that the screen had called done or saved is not there, or is there twice. */
export class Broken extends Error {
  override readonly name = "Broken";
}

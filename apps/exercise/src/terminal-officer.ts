import type { Result } from "@parley/base";

/** A desk whose device asks to be admitted. */
export interface Asking {
  /** How its office reads, for example "Alfa, Technical PoC". */
  readonly name: string;
  /** Compares what was heard with the words of the device, and admits it where they are the same. */
  admit(heard: string): Promise<Result<void, { readonly text: string }>>;
}

/** A person at a terminal. */
export interface Terminal {
  say(line: string): void;
  /** A line that the person types; null where nobody is there any more. */
  ask(question: string): Promise<string | null>;
}

const WORDS = 12;
/** Stands beside a word on the screen, and is copied with it. */
const NUMBER = /^\d+[.:)]?$/;

/**
 * Makes the person at the terminal the officer who hears the words: asks for them until they are those of the device.
 * The words themselves are never shown here.
 *
 * @returns false where nobody answers any more
 */
export async function hearWords(desk: Asking, terminal: Terminal): Promise<boolean> {
  terminal.say(`${desk.name} asks to be admitted. Its screen shows twelve words.`);
  for (;;) {
    const heard = await twelveWords(desk.name, terminal);
    if (heard === null) return false;
    const admitted = await desk.admit(heard.join(" "));
    if (admitted.ok) {
      terminal.say(`The words are the same. ${desk.name} is admitted.`);
      return true;
    }
    terminal.say(`Not admitted. ${admitted.refusal.text}`);
  }
}

/** In one line or in several; an empty line ends what is too short, and is nothing where there is nothing yet. */
async function twelveWords(name: string, terminal: Terminal): Promise<readonly string[] | null> {
  const heard: string[] = [];
  while (heard.length < WORDS) {
    const line = await terminal.ask(heard.length === 0 ? `The words of ${name}: ` : "... ");
    if (line === null) return null;
    const words = line.split(/[\s,;]+/u).filter((word) => word !== "" && !NUMBER.test(word));
    if (words.length === 0 && heard.length > 0) break;
    heard.push(...words);
  }
  return heard;
}

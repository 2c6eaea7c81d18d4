import type { SwitchRefusal } from "./command-line.ts";

/** The few texts that this process itself shows or prints. They carry no content of any message. */
export const WORDS = {
  product: "Parley",
  exerciseTitle: "Parley – EXERCISE",
  /** The number first: task bars cut titles at their end. */
  titleWithCount: (title: string, count: number): string =>
    count > 0 ? `(${count}) ${title}` : title,
  newActivity: "New activity",
  alreadyOpen:
    "Parley is already open with this profile; its window has been brought to the front.",
  profileUnusable: (folder: string, reason: string): string =>
    `The profile folder ${folder} cannot be used: ${reason}.`,
  cannotGoOn: "Parley cannot go on",
  keepsStopping:
    "The window stopped several times in a row. What you wrote and sent up to now is kept. " +
    "Close Parley and start it again; if that does not help, restart the computer.",
} as const;

/** One sentence for the person who started the program with something that it refuses. */
export function switchSentence(refusal: SwitchRefusal): string {
  switch (refusal.reason) {
    case "switch":
      return `Parley does not start with ${refusal.given}: this switch could weaken its protection.`;
    case "argument":
      return `Parley does not know what to do with "${refusal.given}".`;
    case "value":
      return `Parley needs a value after ${refusal.given}, given once.`;
  }
}

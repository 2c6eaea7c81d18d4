import type { ExerciseDirectory } from "../../harness/exercise-directory.ts";
import type { Seat, Stage } from "../stage.ts";

/** What became of a text that was offered as the directory: the reason of the alarm, or that it was taken up. */
export type Fate = string;

/** Offers each text to an office in turn, with the true log between them, and says what became of each. */
export async function offerEach(
  stage: Stage,
  directory: ExerciseDirectory,
  { office }: Seat,
  texts: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, Fate>>> {
  const fates: Record<string, Fate> = {};
  const { n, head } = office.client.snapshot().directory;
  for (const [name, text] of Object.entries(texts)) {
    const fate = (): Fate | null => {
      const { alarms, directory: held } = office.client.snapshot();
      if (held.n !== n || held.head !== head) return "taken up";
      const [alarm] = alarms;
      return alarm?.kind === "directory-refused" ? alarm.reason : null;
    };
    directory.offer(text);
    await stage.until(`the fate of ${name}`, () => fate() !== null);
    fates[name] = fate() ?? "";
    if (fates[name] === "taken up") break;
    directory.offer(directory.log.text);
    await stage.until("the alarm to end", () => fate() === null);
  }
  return fates;
}

import type { ActHash } from "@parley/base";
import type { ExerciseDirectory } from "../../harness/exercise-directory.ts";
import type { Setting } from "../goes-on.ts";
import type { Stage } from "../stage.ts";

/** A consultation of two, of whom the second is offered its directory by other hands. */
export interface TwoDirectories extends Setting {
  readonly bravos: ExerciseDirectory;
}

/** Alfa has opened a consultation with Bravo; both are offered the same directory so far. */
export async function twoDirectories(stage: Stage): Promise<TwoDirectories> {
  const bravos = stage.directory.follower();
  const alfa = await stage.listed("XA");
  const bravo = await stage.listed("XB", bravos);
  await stage.until("Alfa to know Bravo", () => alfa.office.client.snapshot().directory.n === 2);
  await stage.open(alfa.office, bravo.office);
  return { stage, alfa, bravo, bravos, channel: bravo.office.consultation.id as ActHash };
}

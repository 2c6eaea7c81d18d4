import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { goesOn } from "../goes-on.ts";
import type { Stage } from "../stage.ts";
import { offerEach } from "./offers.ts";
import { twoDirectories, type TwoDirectories } from "./two-directories.ts";

type Told = Readonly<Record<string, readonly [text: string, fate: string]>>;
type Texts = (setting: TwoDirectories) => Promise<Told> | Told;

/** What is offered to Bravo, and the reason that it is refused for. */
export function offering(
  attacker: string,
  { rules, defence }: Pick<Attack, "rules" | "defence">,
  texts: Texts,
): Attack {
  return {
    attacker,
    rules,
    defence,
    play: async (stage: Stage) => {
      const setting = await twoDirectories(stage);
      const { bravo, bravos } = setting;
      const told = Object.entries(await texts(setting));
      const offered = Object.fromEntries(told.map(([name, [text]]) => [name, text]));
      const fates = await offerEach(stage, bravos, bravo, offered);
      return [
        {
          says: "each is refused, with an alarm that says why",
          holds: () =>
            expect(fates).toEqual(Object.fromEntries(told.map(([name, [, fate]]) => [name, fate]))),
        },
        {
          says: "Bravo shows as verified whom it showed before, and nobody else",
          holds: () =>
            expect(
              bravo.office.client.snapshot().offices.map(({ state, trust }) => [state, trust]),
            ).toEqual([["XA", "verified"]]),
        },
        ...goesOn(setting),
      ];
    },
  };
}

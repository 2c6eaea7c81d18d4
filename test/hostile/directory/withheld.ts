import { expect } from "vitest";
import { admit, record } from "../../../packages/directory/test/sample.ts";
import type { Attack } from "../attack.ts";
import { goesOn } from "../goes-on.ts";
import { LATER_HEAD } from "./defences.ts";
import { twoDirectories } from "./two-directories.ts";

export const WITHHELD: Attack = {
  attacker: "the newest entries of the directory are withheld from Bravo",
  rules: ["DIR-5", "READ-1"],
  defence: LATER_HEAD,
  play: async (stage) => {
    const setting = await twoDirectories(stage);
    const { alfa, bravo, bravos, channel } = setting;
    bravos.goOwnWay();
    stage.directory.append(admit(record("XS", 8)));
    const directory = (): { readonly n: number; readonly behind: boolean } =>
      bravo.office.client.snapshot().directory;
    await stage.until("Alfa to have it", () => alfa.office.client.snapshot().directory.n === 3);
    await alfa.office.client.sendNote(channel, "under the newer one");
    // What comes after it is under the older one, and comes the other way as well.
    await stage.until("the note to have come", () => bravo.office.heard.length >= 2);
    await bravo.office.client.sendNote(channel, "under the older one");
    await stage.until("Bravo's note", () => alfa.office.notes().includes("under the older one"));
    const meanwhile = {
      ...directory(),
      notes: bravo.office.notes(),
      offices: bravo.office.client.snapshot().offices.length,
    };
    bravos.show(stage.directory.log);
    return [
      {
        says: "Bravo reads that its directory is behind, and nothing of the note yet",
        holds: () =>
          expect(meanwhile).toMatchObject({
            n: 2,
            behind: true,
            offices: 1,
            notes: ["under the older one"],
          }),
      },
      {
        says: "once the entries come Bravo reads the note, and is behind no longer",
        holds: async () => {
          await stage.until("the note", () => bravo.office.notes().length === 2);
          expect(directory()).toMatchObject({ n: 3, behind: false });
          expect(bravo.office.client.snapshot().alarms).toEqual([]);
        },
      },
      ...goesOn(setting),
    ];
  },
};

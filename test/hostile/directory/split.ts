import { expect } from "vitest";
import { admit, record } from "../../../packages/directory/test/sample.ts";
import type { Office } from "../../harness/office.ts";
import type { Attack } from "../attack.ts";
import { refusals } from "../refusals.ts";
import { SPLIT_VIEW } from "./defences.ts";
import { twoDirectories } from "./two-directories.ts";

const states = (office: Office): readonly string[] =>
  office.client.snapshot().offices.map(({ state }) => state);

export const SPLIT: Attack = {
  attacker: "two directories of the same officers part: Alfa is shown one, and Bravo the other",
  rules: ["DIR-5", "READ-1"],
  defence: SPLIT_VIEW,
  play: async (stage) => {
    const { alfa, bravo, bravos, channel } = await twoDirectories(stage);
    bravos.goOwnWay();
    stage.directory.append(admit(record("XS", 8)));
    bravos.append(admit(record("XT", 9)));
    await stage.until("both to have taken up theirs", () =>
      [alfa, bravo].every(({ office }) => office.client.snapshot().directory.n === 3),
    );
    const quiet = [alfa, bravo].flatMap(({ office }) => office.client.snapshot().alarms);
    // Each names its head to the other.
    const note = await alfa.office.client.sendNote(channel, "under Alfa's");
    const ack = await bravo.office.client.acknowledge(channel, channel);
    if (!note.ok || !ack.ok) throw new Error("not written");
    const left = (): boolean =>
      [alfa, bravo].every(({ office }) =>
        [...office.entries("note"), ...office.entries("act")].every(
          (one) =>
            one.kind === "room" || !["queued", "sending"].includes(one.delivery?.state ?? ""),
        ),
      );
    const told =
      ({ office }: typeof alfa) =>
      async (): Promise<void> => {
        await stage.until("the alarm", () => office.client.snapshot().alarms.length > 0);
        expect(office.client.snapshot().alarms).toMatchObject([
          { kind: "directory-refused", reason: "split-view", n: 3 },
        ]);
        expect(refusals(office)).toEqual({ "directory-forked": 1 });
      };
    return [
      {
        says: "nobody is alarmed before one names its head to the other",
        holds: () => expect(quiet).toEqual([]),
      },
      { says: "Bravo is told, and Alfa's note is not shown", holds: told(bravo) },
      { says: "Alfa is told, and Bravo's acknowledgement does not count", holds: told(alfa) },
      {
        says: "each shows of the other what came before, and nothing from after it",
        holds: async () => {
          await stage.until("both to have left", left);
          expect(bravo.office.notes()).toEqual([]);
          expect(alfa.office.entries("act")).toHaveLength(1);
          expect(alfa.office.consultation.headline).toBe("delivered");
          expect(alfa.office.entries("note")).toMatchObject([{ delivery: { state: "sent" } }]);
        },
      },
      {
        says: "each goes on with the directory that it has, and sends on",
        holds: () => {
          expect(states(alfa.office)).toEqual(["XB", "XS"]);
          expect(states(bravo.office)).toEqual(["XA", "XT"]);
          for (const { office } of [alfa, bravo])
            expect(office.consultation.gate).toEqual({ state: "open" });
        },
      },
      {
        says: "after a restart it is as before, and the next word alarms anew",
        holds: async () => {
          await bravo.office.close();
          await bravo.office.open();
          expect(bravo.office.notes()).toEqual([]);
          expect(refusals(bravo.office)).toEqual({ "directory-forked": 1 });
          await alfa.office.client.sendNote(channel, "under Alfa's once more");
          await stage.until("the alarm", () => bravo.office.client.snapshot().alarms.length > 0);
          expect(bravo.office.notes()).toEqual([]);
        },
      },
    ];
  },
};

import type { ClientSnapshot } from "@parley/client";
import { describe, expect, it } from "vitest";
import { consultationView } from "../../src/renderer/features/consultation/index.ts";
import { homeView } from "../../src/renderer/features/home/home-view.ts";
import * as stories from "../consultation/stories.ts";
import { directorySnapshot } from "../gallery/directory.samples.ts";

const HEAD_AT = stories.NOW - 100 * 3_600_000;

function held(shown: ClientSnapshot): ClientSnapshot {
  return {
    ...shown,
    consultations: shown.consultations.map((one) => ({
      ...one,
      needs: "held",
      gate: { state: "held", reasons: [{ reason: "directory-old", headAt: HEAD_AT }] },
    })),
  };
}

function view(snapshot: ClientSnapshot) {
  const shown = consultationView(snapshot, snapshot.consultations[0]?.id ?? "", stories.NOW);
  if (shown === null) throw new Error("no view");
  return shown;
}

describe("a directory that is old", () => {
  it("[DIR-3] holds with its date and age, and lets a person go on in this consultation", () => {
    const { gate } = view(held(stories.talked()));
    if (gate.state !== "held") throw new Error("not held");
    const [hold] = gate.holds;
    expect(hold?.title).toBe("Sending is held: your directory is more than 72 hours old");
    expect(hold?.facts.map(({ value }) => value)).toEqual([
      "218",
      "Thu 5 March 21:14 UTC",
      "4 d 4 h",
    ]);
    expect(hold?.ways.flatMap(({ action }) => action ?? [])).toEqual([
      { do: "go-on-with-directory", label: "Go on with the directory as of 5 March 2026" },
    ]);
  });

  it("[GATE-1] is the only hold that a person can go on from", () => {
    for (const snapshot of [stories.held(), stories.held(stories.CHARLIE.office)]) {
      const { gate } = view(snapshot);
      if (gate.state !== "held") throw new Error("not held");
      expect(gate.holds.flatMap((hold) => hold.ways.flatMap(({ action }) => action ?? []))).toEqual(
        [],
      );
    }
  });

  it("is said on the first page in few words", () => {
    const [need] = homeView(held(stories.talked()), stories.NOW).needs;
    expect(need?.note).toBe("the directory is older than 72 hours; decide whether to go on");
  });
});

describe("what the directory says anew", () => {
  it("stands in the channel that it concerns, with the entry and who signed it", () => {
    const shown = { ...stories.talked(), records: directorySnapshot().records };
    const change = directorySnapshot().changes[1];
    if (change === undefined) throw new Error("no change");
    const { log } = view({
      ...shown,
      consultations: shown.consultations.map((one) => ({
        ...one,
        entries: [
          ...one.entries,
          { kind: "room", id: "d", at: stories.NOW, what: { event: "directory", change } },
        ],
      })),
    });
    const last = log.at(-1);
    expect(last).toMatchObject({
      kind: "room",
      title: "Directory:",
      text: "Bravo, Technical PoC: device listed, entry 217, signed by officers 1 and 3, Bravo’s own PoC.",
    });
  });
});

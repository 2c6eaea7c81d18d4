import { ready } from "@parley/crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { readVerdict, type Log, type ReadQuestion } from "../src/index.ts";
import { admit, ALFA, BRAVO, CHARLIE, device, disable, grown, logOf, rec, user } from "./sample.ts";

let log: Log;
let question: ReadQuestion;

beforeAll(async () => {
  await ready();
  log = logOf([admit(ALFA()), admit(BRAVO()), admit(CHARLIE())]);
  question = {
    log,
    roster: [rec("xa-tech-1"), rec("xb-tech-2")],
    sender: user("xb2"),
    senderKey: device(2).curve25519,
    shield: "none",
    dir: log.head,
  };
});

const verdict = (change: Partial<ReadQuestion>): unknown => readVerdict({ ...question, ...change });
const refused = (reason: string): unknown => ({ verdict: "refused", reason });

describe("whether a payload counts", () => {
  it("[READ-1] counts from a listed device of a rostered record, and says from which", () => {
    for (const change of [
      {},
      { dir: null },
      { dir: { n: 1, h: log.hashAt(1) ?? "" } },
      { shield: "other" as const },
    ])
      expect(verdict(change)).toMatchObject({
        verdict: "counts",
        from: { record: { id: "xb-tech-2" }, device: { id: "DEVICE2" } },
      });
  });

  it("[READ-1] the machine's word against sender or key is the end of it", () => {
    for (const shield of ["authenticity-not-guaranteed", "mismatched-sender"] as const)
      for (const roster of [question.roster, null])
        expect(verdict({ shield, roster })).toEqual(refused("shield"));
  });

  it("[READ-1] without a shield a stranger still does not count", () => {
    expect(verdict({ sender: user("stranger"), senderKey: device(9).curve25519 })).toEqual(
      refused("device-not-listed"),
    );
    expect(verdict({ senderKey: device(9).curve25519 })).toEqual(refused("device-not-listed"));
  });

  it("[READ-1] a device counts for its own account only", () => {
    expect(verdict({ sender: user("xa1") })).toEqual(refused("device-not-listed"));
    expect(verdict({ sender: user("stranger") })).toEqual(refused("device-not-listed"));
  });

  it("[READ-1] another key of a listed device is not its sending key", () => {
    expect(verdict({ senderKey: device(2).ed25519 })).toEqual(refused("device-not-listed"));
    expect(verdict({ senderKey: "" })).toEqual(refused("device-not-listed"));
  });

  it("[READ-1] a listed office that is no part of the channel does not count", () => {
    const change = { sender: user("xc3"), senderKey: device(3).curve25519 };
    expect(verdict(change)).toEqual(refused("record-not-in-roster"));
    expect(verdict({ roster: [] })).toEqual(refused("record-not-in-roster"));
  });

  it("[READ-1] a device that the newest log has disabled does not count, whatever head it names", () => {
    const newer = grown(log, disable("xb-tech-2", 2));
    expect(verdict({ log: newer })).toEqual(refused("device-not-listed"));
  });

  it("[READ-1] waits for the opening act, and for the directory that it names", () => {
    expect(verdict({ roster: null })).toEqual({ verdict: "waits", for: "opening" });
    expect(verdict({ dir: { n: 4, h: "A".repeat(43) } })).toEqual({
      verdict: "waits",
      for: "directory",
    });
    // A stranger may turn out to be listed by the entry that is still to come.
    expect(verdict({ dir: { n: 4, h: "A".repeat(43) }, sender: user("stranger") })).toEqual({
      verdict: "waits",
      for: "directory",
    });
    const newer = grown(
      log,
      admit({ ...ALFA(), id: rec("xd-tech-4"), user: user("xd4"), devices: [device(4)] }),
    );
    expect(verdict({ log: newer, dir: newer.head })).toMatchObject({ verdict: "counts" });
  });

  it("[READ-1] [DIR-5] refuses a head beside mine as a split view", () => {
    for (const n of [1, 2, 3])
      expect(verdict({ dir: { n, h: "A".repeat(43) } })).toEqual(refused("directory-forked"));
  });
});

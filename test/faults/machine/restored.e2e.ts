import { setTimeout } from "node:timers/promises";
import type { ActHash } from "@parley/base";
import { hands } from "@parley/exercise";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { EARLY_WARNING } from "../../../packages/client/test/early-warning.ts";
import { lineComesBack, log, note, noteTexts, PATIENCE, writeNote } from "../../e2e/screen.ts";
import { DeskPair } from "../../harness/desk-pair.ts";
import type { ByHand } from "../../harness/hostile-proxy.ts";
import { stepPageClock } from "../../harness/page-clock.ts";
import { copyProfile } from "../../harness/profile-copy.ts";
import { changeSyncs, changing, type ToldEvent } from "../../hostile/sync-reply.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The notice of a profile that was set back. */
const NOTICE = "An older copy of this device’s data was put back";
const ACK = /^Acknowledgement of receipt/;
const REPLY = /^Partial information/;

/** A page takes a reply of another origin only where that says so. */
const LOST: ByHand = {
  carriedOut: false,
  write: (response) => {
    response.writeHead(200, {
      "content-type": "application/json",
      "access-control-allow-origin": "*",
    });
    response.end("{}");
  },
};

describe("a profile put back from yesterday's copy, its crypto store included", () => {
  let pair: DeskPair;
  let putBack: () => void;
  /** By how much the clock of Bravo, who is in this process, is wrong; yesterday is where the story begins. */
  let step = -DAY;

  beforeAll(async () => {
    const real = Date.now.bind(Date);
    vi.spyOn(Date, "now").mockImplementation(() => real() + step);
    pair = await DeskPair.meet({ before: (page) => stepPageClock(page, -DAY) });
    await pair.beConsulted();
    await delivered("Alfa, before the copy.");
    await told("Bravo, before the copy.");
    await hands.readState(pair.page, "Delivered");
    await pair.alfa.close();
    putBack = copyProfile(pair.scene.place("XA").profile);
    await pair.unlock();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await pair?.scene.tellTrouble(task.name);
  });

  afterAll(async () => {
    vi.restoreAllMocks();
    await pair?.close();
  });

  it("[ACT-6] takes in again what it had sent and received, says so, and signs none of it twice", async () => {
    await hands.askToAcknowledge(pair.page);
    await hands.acknowledge(pair.page);
    await hands.readState(pair.page, "Acknowledged");
    await delivered("Alfa, after the copy.");
    await told("Bravo, after the copy.");
    await expect.poll(() => actsAtBravo(), PATIENCE).toHaveLength(2);
    await pair.alfa.close();
    putBack();
    await pair.say("Bravo, while Alfa was away.");
    step = 0;
    await pair.unlock();
    await pair.page.getByText(NOTICE).waitFor();
    await log(pair.page).getByRole("article", { name: ACK }).waitFor();
    await hands.readState(pair.page, "Acknowledged");
    expect(
      await pair.page.getByRole("button", { name: "Acknowledge receipt", exact: true }).count(),
    ).toBe(0);
    await note(pair.page, "Bravo, while Alfa was away.").waitFor();
    await delivered("Alfa, put back.");
    const notes = [
      "Alfa, before the copy.",
      "Bravo, before the copy.",
      "Alfa, after the copy.",
      "Bravo, after the copy.",
      "Bravo, while Alfa was away.",
      "Alfa, put back.",
    ];
    await expect.poll(() => noteTexts(pair.page), PATIENCE).toEqual(notes);
    expect(pair.notes()).toEqual(notes);
    await told("Bravo, to the one put back.");
    await hands.fillReply(pair.page);
    await hands.askToSign(pair.page);
    await hands.sign(pair.page);
    await hands.readState(pair.page, "In consultation");
    await expect.poll(() => actsAtBravo(), PATIENCE).toHaveLength(3);
    expect(forked()).toBe(false);
  });

  it("[OUTBOX-4] put back once more, keys that are lost on both sides heal, and every act is at both", async () => {
    await log(pair.page)
      .getByRole("article", { name: REPLY })
      .getByText(/^Delivered/)
      .waitFor();
    await pair.alfa.close();
    putBack();
    // A key of Bravo's that waits for Alfa would move the Olm session on, and nothing would be lost.
    const late: ToldEvent[] = [];
    const hold = changing(({ to_device: straight }) => late.push(...straight.events.splice(0)));
    // Nor may the place that Alfa's key takes in it be free by chance: then Bravo would read after all.
    pair.line.set(({ method, path }) => {
      if (path.endsWith("/sync")) return hold;
      return method === "PUT" && path.includes("/sendToDevice/") ? LOST : "pass";
    });
    await pair.unlock();
    await pair.page.getByText(NOTICE).waitFor();
    // Bravo's machine has used this place of the Olm session before, and takes no second key from it.
    await writeNote(pair.page, "Alfa, put back twice.");
    await note(pair.page, "Alfa, put back twice.")
      .getByText(/^Sent /)
      .waitFor();
    changeSyncs(pair.line, ({ to_device: straight }) => straight.events.unshift(...late.splice(0)));
    await pair.say("Bravo, to the one put back twice.");
    expect(pair.notes()).not.toContain("Alfa, put back twice.");
    await stepPageClock(pair.page, 3 * MINUTE);
    await note(pair.page, "Alfa, put back twice.")
      .getByText(/^Not delivered/)
      .waitFor();
    const taken = note(pair.page, "Alfa, put back twice.").getByText(/^Delivered/);
    await waitsPassUntil(() => taken.isVisible());
    expect(pair.notes().filter((text) => text === "Alfa, put back twice.")).toHaveLength(1);
    // Alfa's reply went out under a key that this copy never had. What builds on it names it, and Bravo brings it.
    await updatedByBravo();
    await log(pair.page).getByRole("article", { name: REPLY }).waitFor();
    // Bravo's note may have gone under a key that the copy lost; then it comes again under another.
    const heard = note(pair.page, "Bravo, to the one put back twice.");
    await waitsPassUntil(() => heard.isVisible());
    await expect
      .poll(() => log(pair.page).getByRole("article").count(), PATIENCE)
      .toBe(actsAtBravo().length);
    expect(actsAtBravo()).toHaveLength(4);
    expect(forked()).toBe(false);
    // Nothing is claimed of what cannot be read: one note of Alfa's own, and the events that were sent again.
    await log(pair.page)
      .getByText(/could not be read/)
      .first()
      .waitFor();
    await delivered("Alfa, healed.");
    await told("Bravo, healed.");
  });

  /** A note of Alfa's, until Bravo has it. */
  async function delivered(text: string): Promise<void> {
    await writeNote(pair.page, text);
    await note(pair.page, text)
      .getByText(/^Delivered/)
      .waitFor();
  }

  /** A note of Bravo's, until Alfa reads it. */
  async function told(text: string): Promise<void> {
    await pair.say(text);
    await note(pair.page, text).waitFor();
  }

  function actsAtBravo(): readonly ActHash[] {
    return pair.entries.flatMap((entry) => (entry.kind === "act" ? [entry.hash] : []));
  }

  function forked(): boolean {
    return pair.entries.some((entry) => entry.kind === "act" && entry.forked);
  }

  /**
   * The waits of what is sent again pass on both sides, 2, 8 and 32 minutes. Who cannot read a key opens a new session for
   * the next one, which may be the other side's, so that not every first attempt is read.
   */
  async function waitsPassUntil(isThere: () => Promise<boolean>): Promise<void> {
    for (const minutes of [3, 9, 33]) {
      if (await isThere()) return;
      step += minutes * MINUTE;
      await stepPageClock(pair.page, minutes * MINUTE);
      await lineComesBack(pair);
      for (let waited = 0; waited < 20 && !(await isThere()); waited++) await setTimeout(1_000);
    }
    await expect.poll(isThere, PATIENCE).toBe(true);
  }

  async function updatedByBravo(): Promise<void> {
    const { channel, bravo } = pair;
    const sent = await bravo.signAndSend({
      id: "update",
      kind: "T02",
      channel,
      re: channel,
      roster: [],
      tlp: "amber+strict",
      prec: "urgent",
      ask: {},
      res: [],
      fields: { ...EARLY_WARNING, summary: "As of now." },
      updatedAt: 0,
    });
    if (!sent.ok) throw new Error(JSON.stringify(sent.refusal));
  }
});

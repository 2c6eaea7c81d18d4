import { packagedClient } from "@parley/desktop/packaging";
import { DrivenClient, hands } from "@parley/exercise";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { startDisplay, type Display } from "../harness/display.ts";
import { StartedExercise } from "../harness/started-exercise.ts";

describe("windows for a person", () => {
  let display: Display;

  beforeAll(async () => {
    display = await startDisplay();
  });

  afterAll(() => display?.stop());

  /** The command at a terminal of its own, or at none, on a screen; ends with the test. */
  function begin(terminal: boolean): StartedExercise {
    const begun = StartedExercise.start(terminal, display);
    onTestFinished(() => begun.end());
    return begun;
  }

  /** The client of an office once more, driven: its window of the command is closed before. */
  async function takeOver(begun: StartedExercise, office: string): Promise<DrivenClient> {
    const profile = await begun.closeWindow(office);
    const network = profile.replace(/\.profile$/, ".network.json");
    const client = await DrivenClient.launch({
      executable: (await packagedClient("exercise")).executable,
      switches: ["--profile", profile, "--network", network],
      display: display.name,
      name: office,
    });
    onTestFinished(() => client.kill());
    return client;
  }

  it("[ENROL-1] open at their tickets; whoever sits at the terminal hears the words, and only the right ones admit", async () => {
    const begun = begin(true);
    await begun.says("Opening 2 windows");
    const [, ticketFile = ""] = /Alfa\s+(\S+\.parley-ticket)/.exec(begun.text) ?? [];
    const { page } = await takeOver(begun, "xa-tech-1");
    await hands.openTicket(page, ticketFile);
    await hands.goOnWithTicket(page);
    await hands.choosePassphrase(page);
    const words = await hands.readWords(page);
    await begun.says("Alfa, Technical PoC asks to be admitted. Its screen shows twelve words.");
    const [first = "", ...rest] = words;
    begun.type([first === "abandon" ? "ability" : "abandon", ...rest].join(" "));
    await begun.says("It is about word 1.");
    begun.type(words.slice(0, 5).join(" "));
    begun.type(words.slice(5).join(" "));
    await begun.says("The words are the same. Alfa, Technical PoC is admitted.");
    await hands.goToDesk(page);
    begun.type("\x03", "");
    expect(await begun.ended()).toBe(0);
  });

  it("open at their passphrase where there is no terminal, with all of it done", async () => {
    const begun = begin(false);
    await begun.says("Opening 2 windows");
    for (const line of ["Alfa is enrolled", "Bravo is enrolled", "The passphrase of both desks"])
      expect(begun.text).toContain(line);
    const { page } = await takeOver(begun, "xb-tech-1");
    await hands.unlock(page);
    await hands.waitUntilListed(page);
    begun.interrupt();
    expect(await begun.ended()).toBe(0);
  });
});

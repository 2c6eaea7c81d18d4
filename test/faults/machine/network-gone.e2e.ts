import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hands } from "@parley/exercise";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { link, note, noteTexts, PATIENCE, writeNote } from "../../e2e/screen.ts";
import { clientUnderTest } from "../../harness/client-under-test.ts";
import { DeskPair } from "../../harness/desk-pair.ts";
import { MAY_MOUNT } from "../../harness/may-mount.ts";
import { forgetNames, nameHost, setUpNames, type NamedHost } from "../../harness/named-host.ts";

describe.runIf(MAY_MOUNT)("a computer that loses its name server or its line", () => {
  const dir = mkdtempSync(path.join(tmpdir(), "parley-names-"));
  let pair: DeskPair;
  let host: NamedHost;

  beforeAll(async () => {
    const executable = await clientUnderTest();
    pair = await DeskPair.meet({
      executable: path.join(dir, "client"),
      address: async (line) => {
        host = await nameHost(dir, line, executable);
        return host.baseUrl;
      },
      before: (_, alfa) => setUpNames(alfa),
    });
    await pair.consult();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await pair?.scene.tellTrouble(task.name);
  });

  afterAll(async () => {
    await pair?.close();
    await host?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it("[LINK-1] [OUTBOX-1] says that it is not connected when the name leads nowhere, and goes on when it does again", async () => {
    const { page } = pair;
    host.resolve(false);
    await forgetNames(pair.alfa);
    pair.line.hangUp();
    await link(page, "Not connected").waitFor();
    await pair.say("Said while the name was gone.");
    await writeNote(page, "Queued while the name was gone.");
    await note(page, "Queued while the name was gone.")
      .getByText("Queued on this device")
      .waitFor();
    expect(await noteTexts(page)).toEqual(["Queued while the name was gone."]);
    expect(await heals(() => host.resolve(true))).toBe(true);
  });

  it("[LINK-1] a start without a name server opens, queues, and goes on when there is one", async () => {
    await pair.alfa.close();
    host.resolve(false);
    await pair.say("Said before a start without names.");
    pair.alfa = await pair.scene.launch("XA");
    await setUpNames(pair.alfa);
    await hands.unlock(pair.page);
    await hands.openConsultation(pair.page, "Bravo");
    await link(pair.page, "Not connected").waitFor();
    await writeNote(pair.page, "Queued at a start without names.");
    await note(pair.page, "Queued at a start without names.")
      .getByText("Queued on this device")
      .waitFor();
    expect(await heals(() => host.resolve(true))).toBe(true);
  });

  it("[LINK-1] [OUTBOX-1] a line that swallows everything is seen, and nothing of it is lost or doubled", async () => {
    const { page, line } = pair;
    line.set(() => "silent");
    await writeNote(page, "Sent into the silence.");
    await link(page, "Not connected").waitFor();
    await note(page, "Sent into the silence.").getByText("Queued on this device").waitFor();
    await pair.say("Said meanwhile.");
    const healed = await heals(() => {
      line.set(() => "pass");
      line.hangUp();
    });
    expect(healed).toBe(true);
  });

  /** Both sides have all notes, each once; Bravo's in the order in which they came to it. */
  async function heals(mend: () => void): Promise<boolean> {
    mend();
    await forgetNames(pair.alfa);
    await link(pair.page, "Connected").waitFor();
    await expect
      .poll(async () => {
        const queued = await pair.page.getByText("Queued on this device").count();
        const seen = (await noteTexts(pair.page)).toSorted();
        return queued === 0 && seen.join() === pair.notes().toSorted().join();
      }, PATIENCE)
      .toBe(true);
    return new Set(pair.notes()).size === pair.notes().length;
  }
});

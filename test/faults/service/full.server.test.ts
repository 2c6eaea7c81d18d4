import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { RecordId } from "@parley/base";
import { finishProposal } from "@parley/secretariat";
import { describe, expect, it } from "vitest";
import { homeserverOfFile } from "../../harness/homeserver-of-file.ts";
import { MAY_MOUNT } from "../../harness/may-mount.ts";
import { until } from "../../harness/office.ts";
import { mountSmallDisk } from "../../harness/small-disk.ts";
import { accepted, ServiceStage } from "../../service/stage.ts";
import { ServeProcess } from "./serve-process.ts";

const SERVICE = "secretariat-1" as RecordId;
/** So many entries do not fit into what is left of the disk. */
const ENTRIES = 400;
/** Bytes that stay free when the disk is filled: fewer than the writes of a minute take. */
const REST = 131_072;

const server = homeserverOfFile();

describe.runIf(MAY_MOUNT)("the Secretariat's service on a disk that fills while it runs", () => {
  it("[DIR-5] [INBOX-1] takes no entry that it cannot keep, loses none that it took, and is the same device", async () => {
    const dir = mkdtempSync(path.join(tmpdir(), "parley-full-"));
    const disk = mountSmallDisk(path.join(dir, "disk"), 64);
    const stage = await ServiceStage.set({ server: server(), folder: path.join(dir, "disk") });
    const serve = new ServeProcess(stage.folder);
    try {
      serve.launch();
      await until("the service's desk", async () => (await serve.desk?.request())?.ok === true);
      await stage.list(serve.desk!);
      const alfa = await stage.admitted(await serve.answers(), "XA");
      const before = accepted(await serve.desk!.request());
      disk.fill(REST);
      const taken = await publishUntilFull(stage, serve);
      // What a person says meanwhile waits at that device, or at the homeserver.
      expect(await alfa.poc.client.wish("other", "said while the disk was full")).toMatchObject({
        ok: true,
      });
      await serve.kill();
      disk.makeRoom();
      serve.launch();
      const desk = await serve.answers();
      expect(accepted(await desk.health()).n).toBeGreaterThanOrEqual(taken);
      accepted(await desk.publish(stage.log.text));
      await until("Alfa to have the newest log", () => {
        return alfa.poc.client.snapshot().directory.n === stage.log.head.n;
      });
      await until("the wish", async () => accepted(await desk.wishes()).length === 1);
      expect(accepted(await desk.request())).toBe(before);
      expect(accepted(await desk.health()).alarms).toEqual([]);
    } finally {
      await serve.stop();
      await stage.close();
      disk.remove();
      rmSync(dir, { recursive: true, force: true });
    }
  });
});

/** The newest entry that the desk said to have taken, before it took one no more. */
async function publishUntilFull(stage: ServiceStage, serve: ServeProcess): Promise<number> {
  let taken = stage.log.head.n;
  for (let i = 0; i < ENTRIES; i++) {
    const conf = `2026-11-${String((i % 28) + 1).padStart(2, "0")}`;
    const entry = stage.signed({ op: "card", rec: { id: SERVICE, card: "", conf } });
    const longer = accepted(finishProposal(entry, stage.log));
    const answer = await serve.desk?.publish(longer.text);
    if (answer?.ok !== true) {
      // The directory's own rows have no room, or the keys', upon which the process ends.
      if (answer?.ok === false && answer.refusal.reason !== "disk") await endsForTheDisk(serve);
      return taken;
    }
    stage.log = longer;
    taken = longer.head.n;
  }
  throw new Error(`${ENTRIES} entries were taken on a full disk`);
}

/** A process that ended by itself says why. */
async function endsForTheDisk(serve: ServeProcess): Promise<void> {
  await until("the end of the process", () => serve.fell);
  expect(serve.said).toContain("could not be written to the disk");
}

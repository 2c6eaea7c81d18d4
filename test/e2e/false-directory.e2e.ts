import { toBase64Url, type DeviceId } from "@parley/base";
import type { Client } from "@parley/client";
import { makeSealKeyPair, makeSignKeyPair, randomBytes } from "@parley/crypto";
import type { ListedDevice, Log } from "@parley/directory";
import { hands, technicalOffice, type DrivenClient, type Place } from "@parley/exercise";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { FalseService } from "../harness/false-service.ts";
import { openFaceless } from "../harness/faceless.ts";
import { Scene } from "../harness/scene.ts";
import { PATIENCE, seen } from "./screen.ts";

describe("[DIR-5] a service that says another directory than the one held", () => {
  let scene: Scene;
  let service: FalseService;
  let alfa: DrivenClient;
  let bravo: Client;
  /** The directory as both hold it; its last entry lists Alfa. */
  let held: Log;
  let charlie: Place;

  beforeAll(async () => {
    scene = await Scene.set({
      startService: async (options) => (service = await FalseService.start(options)),
    });
    bravo = await openFaceless(scene.exercise, scene.place("XB"));
    [alfa] = (await scene.arrive("XA")) as [DrivenClient];
    held = scene.exercise.officers.log;
    charlie = await scene.exercise.addPlace(technicalOffice("XC", 1));
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await scene?.tellTrouble(task.name);
  });

  afterAll(async () => {
    await bravo?.close();
    await scene?.close();
  });

  it.each([
    [
      "with one byte edited",
      () => edited(lastLine(held)),
      /is not as it was signed|does not hold|valid signatures/,
    ],
    [
      "forked, by the same officers",
      () => lastLine(scene.exercise.officers.otherwise(charlie, someDevice())),
      "It differs from the one held here in entries that both have.",
    ],
  ] as const)("%s: refused, and the one held goes on counting", async (_, line, sentence) => {
    const { page } = alfa;
    const notices = page.getByRole("region", { name: "Notices about this device" });
    await service.offer(held.head.n, [line()]);
    const alarm = notices.getByRole("alert").filter({ hasText: "A directory log was refused" });
    expect(await seen(alarm.filter({ hasText: sentence }))).toBe(true);
    await alarm.getByText(/The directory held before goes on counting/).waitFor();
    expect(await seen(page.getByText("One other office is listed."))).toBe(true);
  });

  it("a notification is signed, sent and delivered all the same", async () => {
    const { page } = alfa;
    await hands.chooseOffice(page, "Bravo");
    await hands.fillNotification(page);
    await hands.askToSign(page);
    await hands.sign(page);
    await hands.readState(page, "Delivered");
    await expect.poll(() => bravo.snapshot().consultations.length, PATIENCE).toBe(1);
  });
});

/** Keys that no machine has. */
function someDevice(): ListedDevice {
  const matrixKey = (): string => Buffer.from(randomBytes(32)).toString("base64").replace("=", "");
  return {
    id: "ABCDEFGHIJ" as DeviceId,
    ed25519: matrixKey(),
    curve25519: matrixKey(),
    act: toBase64Url(makeSignKeyPair().publicKey),
    seal: toBase64Url(makeSealKeyPair().publicKey),
  };
}

function lastLine({ text }: Log): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}

/** One byte of the entry, which lists Alfa. */
function edited(line: string): string {
  const at = line.lastIndexOf("XA");
  expect(at).toBeGreaterThan(0);
  return `${line.slice(0, at)}XC${line.slice(at + 2)}`;
}

import type { RoomId } from "@parley/base";
import { hands, technicalOffice, type DrivenClient } from "@parley/exercise";
import type { Account } from "@parley/homeserver";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { joinForeignAccount } from "../harness/foreign-account.ts";
import { startHostileProxy, type HostileProxy, type JsonReply } from "../harness/hostile-proxy.ts";
import { listDevice } from "../harness/list-device.ts";
import { Operator, type SeenEvent } from "../harness/operator.ts";
import { Scene } from "../harness/scene.ts";
import { ticketOf } from "../harness/ticket-of.ts";
import { closeDevices, newDevice, type Device } from "../session/device.ts";
import { note, noteTexts, PATIENCE, writeNote } from "./screen.ts";

const notes: string[] = [];

describe("an account that the operator joins to the room", () => {
  let scene: Scene;
  let alfa: DrivenClient;
  let bravo: DrivenClient;
  let operator: Operator;
  let room: RoomId;
  /** The line of whoever is joined; its operator can put into it what he likes. */
  let line: HostileProxy;
  /** Types of everything that was sent straight to the devices at that line. */
  const handed: string[] = [];

  beforeAll(async () => {
    scene = await Scene.set();
    const { homeserver } = scene.exercise;
    operator = await Operator.of(homeserver, scene.exercise.service.user);
    line = await startHostileProxy(homeserver.baseUrl);
    passOn([]);
    [alfa, bravo] = (await scene.arrive("XA", "XB")) as [DrivenClient, DrivenClient];
    await hands.chooseOffice(alfa.page, "Bravo");
    await hands.fillNotification(alfa.page);
    await hands.askToSign(alfa.page);
    await hands.sign(alfa.page);
    await hands.openConsultation(bravo.page, "Alfa");
    await hands.readState(alfa.page, "Delivered");
    [room] = (await operator.rooms()) as [RoomId];
    await say("Said before anybody else was in the room.");
    await note(alfa.page, "Said before")
      .getByText(/^Delivered to a device of Bravo/)
      .waitFor();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await scene?.tellTrouble(task.name);
  });

  afterAll(async () => {
    await closeDevices();
    await line?.stop();
    await scene?.close();
  });

  it("[GATE-1] one that nobody lists holds the sends, gets no key, and ends the hold by leaving", async () => {
    const account = await scene.exercise.homeserver.createAccount();
    const device = await newDevice(line.baseUrl, account);
    await isHeldWhileIn(account, device, {
      title: "Sending is held: an account that no party named is in this room",
      names: [account.user.slice(1).split(":")[0] ?? ""],
      text: "Written while an unknown account was in the room.",
    });
    expect(await readWithAllCiphertexts(device)).toEqual([]);
  });

  it("[GATE-1] a listed office that no act names holds the sends, gets no key, and ends the hold by leaving", async () => {
    const place = await scene.exercise.addPlace(technicalOffice("XC", 1));
    const account = { user: place.user, password: ticketOf(place).password };
    const device = await newDevice(line.baseUrl, account);
    await listDevice(scene.exercise, place, device);
    const head = new RegExp(`Directory log ${scene.exercise.officers.log.head.n}, head of`);
    for (const { page } of [alfa, bravo]) await page.getByText(head).waitFor();
    await isHeldWhileIn(account, device, {
      title: "Sending is held: Charlie, Technical PoC is in this room, and no party named it here",
      names: [account.user.slice(1).split(":")[0] ?? "", "Charlie, Technical PoC"],
      text: "Written while Charlie was in the room.",
    });
    expect(await readWithAllCiphertexts(device)).toEqual([]);
  });

  async function say(text: string): Promise<void> {
    await writeNote(alfa.page, text);
    notes.push(text);
  }

  async function isHeldWhileIn(
    account: Account,
    device: Device,
    held: { readonly title: string; readonly names: readonly string[]; readonly text: string },
  ): Promise<void> {
    await joinForeignAccount(scene.exercise.homeserver, room, account);
    const hold = (page: Page): ReturnType<typeof page.getByRole> =>
      page.getByRole("region", { name: held.title });
    for (const { page } of [alfa, bravo]) await hold(page).waitFor();
    for (const name of held.names) await hold(alfa.page).getByText(name).first().waitFor();
    const before = await operator.ciphertexts(room);

    await say(held.text);
    await note(alfa.page, held.text).getByText("Held on this device, not sent").waitFor();
    // Nothing that can be pressed leads past the hold.
    expect(await hold(alfa.page).getByRole("button").count()).toBe(0);
    const buttons = await alfa.page.getByRole("button").allInnerTexts();
    expect(buttons.filter((name) => /anyway|all the same|override|ignore/i.test(name))).toEqual([]);
    expect(buttons.filter((name) => name.startsWith("Send"))).toEqual([]);
    expect((await operator.ciphertexts(room)).map(idOf)).toEqual(before.map(idOf));
    await expect.poll(() => noteTexts(bravo.page), PATIENCE).toEqual(notes.slice(0, -1));

    await device.session.leave(room);
    for (const { page } of [alfa, bravo]) await hold(page).waitFor({ state: "hidden" });
    await expect.poll(() => noteTexts(bravo.page), PATIENCE).toEqual(notes);
    await note(alfa.page, held.text)
      .getByText(/^Delivered to a device of Bravo/)
      .waitFor();
    // What was sent twice would have come before what is sent now.
    await say(`After that: ${held.text}`);
    await expect.poll(() => noteTexts(bravo.page), PATIENCE).toEqual(notes);
  }

  /** What a device can read once the operator has handed it every ciphertext of the room. */
  async function readWithAllCiphertexts(device: Device): Promise<readonly string[]> {
    const ciphertexts = await operator.ciphertexts(room);
    expect(ciphertexts.length).toBeGreaterThan(notes.length);
    passOn(ciphertexts);
    const again = await device.reopen();
    const ids = (kind: "unreadable" | "payload"): ReadonlySet<string> =>
      new Set(again.arrivals(room, kind).map(({ event }) => event));
    await expect
      .poll(() => ids("unreadable").size + ids("payload").size, PATIENCE)
      .toBe(ciphertexts.length);
    passOn([]);
    // Keys travel straight to devices, and nothing did.
    expect(handed).toEqual([]);
    return [...ids("payload")];
  }

  /** Puts these into every answer to a sync from here on. */
  function passOn(ciphertexts: readonly SeenEvent[]): void {
    line.set(({ path }) => {
      if (!path.endsWith("/sync")) return "pass";
      return (reply: JsonReply) => {
        const { to_device: straight } = reply as { to_device?: { events: { type: string }[] } };
        handed.push(...(straight?.events ?? []).map(({ type }) => type));
        if (ciphertexts.length === 0) return reply;
        const timeline = { events: ciphertexts, limited: false, prev_batch: "none" };
        return { ...reply, rooms: { join: { [room]: { timeline } } } };
      };
    });
  }
});

function idOf(event: SeenEvent): string {
  return event.event_id;
}

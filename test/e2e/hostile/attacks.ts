import type { RoomId } from "@parley/base";
import type { Locator } from "playwright-core";
import { expect } from "vitest";
import { token } from "../../../packages/client/test/forged-act.ts";
import { Operator } from "../../harness/operator.ts";
import {
  addState,
  changeSyncs,
  madeUpId,
  roomIn,
  sayOnce,
  type ToldEvent,
} from "../../hostile/sync-reply.ts";
import { newDevice } from "../../session/device.ts";
import { log, note, noteTexts, PATIENCE, seen, writeNote } from "../screen.ts";
import type { HostileDesk } from "./hostile-desk.ts";

const HELD = "Sending is held: a setting of this room was changed";
const PLANTED = "Planted by whoever holds the line";

/** What syncs repeat, turn round and show under other ids. */
export async function expectEachOnce(desk: HostileDesk): Promise<void> {
  const kept: ToldEvent[] = [];
  changeSyncs(desk.line, (sync) => {
    const { timeline } = roomIn(sync, desk.room);
    const fresh = timeline.events.filter(({ type }) => type === "m.room.encrypted");
    // What is new keeps its order: notes have none of their own.
    const again = kept.map((event) => ({ ...event, event_id: madeUpId() }));
    kept.push(...fresh);
    timeline.events.unshift(...again.toReversed());
    timeline.events.push(...fresh.toReversed());
  });
  for (const text of ["We see it too.", "Two operators confirm.", "More within the hour."]) {
    await desk.bravo.notes(desk.room, text);
    desk.notes.push(text);
  }
  await expectNote(desk, "Said after all that.");
  expect(
    await log(desk.page)
      .getByRole("article", { name: /^Incident/ })
      .count(),
  ).toBe(1);
  await desk.picture("1-copies");
}

/** Relations, redactions, reactions, `unsigned`, times and plaintext that a server adds. */
export async function expectAdditionsNowhere(desk: HostileDesk): Promise<void> {
  const shown = await log(desk.page).locator(".note").allInnerTexts();
  const { user } = desk.bravo.device.session;
  changeSyncs(desk.line, (sync) => {
    for (const event of roomIn(sync, desk.room).timeline.events) {
      if (event.type !== "m.room.encrypted") continue;
      event.origin_server_ts = Date.UTC(2100, 0, 1);
      event.unsigned = { redacted_because: { type: "m.room.redaction" }, age: 1 };
      event.content["m.relates_to"] = { rel_type: "m.replace", event_id: madeUpId() };
    }
  });
  await expectNote(desk, "With what a server adds.");
  await sayOnce(desk.line, (sync) => {
    const { events: timeline } = roomIn(sync, desk.room).timeline;
    const said = (type: string, content: ToldEvent["content"], more: Partial<ToldEvent> = {}) =>
      timeline.push({ type, sender: user, content, event_id: madeUpId(), ...more });
    said("m.room.redaction", {}, { redacts: madeUpId() });
    said("m.reaction", { "m.relates_to": { rel_type: "m.annotation", key: "👍" } });
    said("m.room.message", { msgtype: "m.text", body: PLANTED });
    said("chat.parley.act", { act: "{}", sig: "", body: PLANTED });
  });
  await expectNote(desk, "After what was planted.");
  const now = await log(desk.page).locator(".note").allInnerTexts();
  expect(now.slice(0, shown.length)).toEqual(shown);
  expect(await desk.page.getByText(PLANTED).count()).toBe(0);
  expect(await desk.page.getByText("2100").count()).toBe(0);
  expect(await seen(entry(desk, /^4 messages were not taken in/))).toBe(true);
  expect(await seen(entry(desk, "It was not encrypted."))).toBe(true);
  await desk.picture("2-additions");
}

/** Texts of a listed device that turn, hide, imitate or stretch what stands beside them. */
export async function expectTextsHarmless(desk: HostileDesk): Promise<void> {
  const refused = [
    "\u202eCoP lacinhceT ,ovarB",
    "\u2066Alfa\u2069",
    "lone \ud800 half",
    "\u001b[2J",
  ];
  for (const text of refused) await desk.bravo.notes(desk.room, text);
  const shown = [
    "Al\u200bfa, Technical PoC: signed",
    '<img src=x onerror="document.title=1"><b>bold</b> &lt;b&gt;',
    "x".repeat(3_000),
    `Z${"\u0301".repeat(300)} combining`,
  ];
  for (const text of shown) await expectNote(desk, text);
  const { page } = desk;
  expect(await page.title()).not.toBe("1");
  expect(await log(page).locator(".note img, .note b").count()).toBe(0);
  // Piled-up accents stay within their own note.
  const piled = log(page).locator(".note > p", { hasText: "combining" });
  expect(await piled.evaluate((one) => getComputedStyle(one).overflowY)).toBe("clip");
  // Nothing of it widens the page or its regions.
  const widths = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(widths[0]).toBe(widths[1]);
  await desk.picture("3-texts");
  await expectNote(desk, "After these texts.");
  await desk.picture("3-texts-end");
}

/** A visibility, then an encryption, that the server rewrites and sets back. */
export async function expectHeldForSettings(desk: HostileDesk): Promise<void> {
  const { page } = desk;
  const hold = page.getByRole("region", { name: HELD });
  const sender = desk.scene.place("XA").user;
  const say = (type: string, content: ToldEvent["content"]): Promise<void> =>
    sayOnce(desk.line, (sync) =>
      addState(roomIn(sync, desk.room), { type, state_key: "", sender, content }),
    );
  const sends = (): number =>
    desk.line.requests.filter(({ path }) => path.includes("/send/m.room.encrypted/")).length;
  const changes = [
    [
      "m.room.history_visibility",
      "history_visibility",
      "world_readable",
      "invited",
      "Who may read what was said before (historyVisibility)",
    ],
    [
      "m.room.encryption",
      "algorithm",
      "none",
      "m.megolm.v1.aes-sha2",
      "How it is encrypted (algorithm)",
    ],
  ] as const;
  for (const [type, member, other, right, named] of changes) {
    await say(type, { [member]: other });
    await hold.waitFor();
    // It stands at the end of the log, or a line at its foot says that it does.
    const below = page.getByText("Sending is held: why, and what can be done, is below");
    await expect
      .poll(async () => (await isInSight(hold)) !== (await below.isVisible()), PATIENCE)
      .toBe(true);
    await desk.picture(`4-${member}`);
    expect(await isInSight(hold)).toBe(true);
    expect(await seen(hold.getByText(named))).toBe(true);
    const before = sends();
    const text = `Written under another ${member}.`;
    await writeNote(page, text);
    await note(page, text).getByText("Held on this device, not sent").waitFor();
    expect(sends()).toBe(before);
    expect(await hold.getByRole("button").count()).toBe(0);
    await say(type, { [member]: right });
    await hold.waitFor({ state: "hidden" });
    await note(page, text)
      .getByText(/^Sent /)
      .waitFor();
    desk.notes.push(text);
  }
}

/** Somebody signs a device in with a password that the operator of the homeserver set for him. */
export async function expectNothingForAThief(desk: HostileDesk): Promise<void> {
  const { page, scene, room } = desk;
  const place = scene.place("XA");
  const password = token(24);
  await (await Operator.of(scene.exercise.homeserver)).setPassword(place.user, password);
  const thief = await newDevice(scene.exercise.homeserver.baseUrl, {
    user: place.user,
    password,
  });
  await expect.poll(() => thief.session.rooms(), PATIENCE).toContain(room);
  const words = page.getByText(
    "1 device is not in the directory: it gets nothing; sending goes on.",
  );
  expect(await seen(words.first())).toBe(true);
  await desk.picture("5-thief");
  await writeNote(page, "Not for a thief.");
  await note(page, "Not for a thief.")
    .getByText(/^Sent /)
    .waitFor();
  desk.notes.push("Not for a thief.");
  await expectNote(desk, "Nor is this.");
  await expect.poll(() => thief.arrivals(room, "unreadable").length, PATIENCE).toBeGreaterThan(1);
  expect(thief.arrivals(room, "payload")).toEqual([]);
}

/** A thousand invitations, half of them in the name of a listed account. */
export async function expectInvitationsWithoutEffect(desk: HostileDesk): Promise<void> {
  const { page, bravo } = desk;
  await sayOnce(desk.line, (sync) => {
    for (let i = 0; i < 1_000; i++)
      sync.rooms.invite[`!${token(16)}:parley.localhost` as RoomId] = {
        invite_state: {
          events: [
            {
              type: "m.room.member",
              state_key: desk.scene.place("XA").user,
              sender: i % 2 === 0 ? bravo.device.session.user : `@stranger${i}:elsewhere`,
              content: { membership: "invite" },
            },
          ],
        },
      };
  });
  await expectNote(desk, "After a thousand invitations.");
  await writeNote(page, "Still here.");
  desk.notes.push("Still here.");
  const rail = page.getByRole("navigation", { name: "Main" }).locator(".rail__c");
  expect(await rail.count()).toBe(1);
  // As many as may wait for an opening are joined, and not one more.
  const joins = (): number =>
    desk.line.requests.filter(({ path }) => path.endsWith("/join")).length;
  await expect.poll(joins, PATIENCE).toBeGreaterThanOrEqual(20);
  for (const text of ["One note later.", "Two notes later."]) await expectNote(desk, text);
  expect(joins()).toBe(20);
  await desk.picture("6-invitations");
}

/** Three thousand events that are none. */
export async function expectUsableInAFlood(desk: HostileDesk): Promise<void> {
  const { page, room, bravo } = desk;
  const sender = bravo.device.session.user;
  await sayOnce(desk.line, (sync) => {
    const { events } = roomIn(sync, room).timeline;
    for (let i = 0; i < 3_000; i++)
      events.push({
        type: i % 2 === 0 ? "m.room.message" : "m.room.encrypted",
        sender,
        event_id: madeUpId(),
        content:
          i % 2 === 0
            ? { msgtype: "m.text", body: PLANTED }
            : {
                algorithm: "m.megolm.v1.aes-sha2",
                ciphertext: token(200),
                session_id: token(32),
              },
      });
  });
  await expectNote(desk, "After the flood.");
  await writeNote(page, "Typed after the flood.");
  desk.notes.push("Typed after the flood.");
  expect(await page.getByText(PLANTED).count()).toBe(0);
  expect(await seen(entry(desk, "Further messages were not taken in, and are not counted."))).toBe(
    true,
  );
  await desk.picture("7-flood");
}

/** A listed device names another directory. */
export async function expectAlarmForTwoDirectories(desk: HostileDesk): Promise<void> {
  const { page, bravo, room } = desk;
  await bravo.notes(room, PLANTED, { dir: { n: bravo.log.head.n, h: token(32) } });
  expect(await seen(page.getByText("Another office names another directory than yours"))).toBe(
    true,
  );
  expect(await page.getByText(PLANTED).count()).toBe(0);
  await desk.picture("8-two-logs");
  await expectNote(desk, "The true directory again.");
}

/** An honest note of Bravo's: what came before it, and is not there now, does not come any more. */
async function expectNote(desk: HostileDesk, text: string): Promise<void> {
  await desk.bravo.notes(desk.room, text);
  desk.notes.push(text);
  await expect.poll(() => noteTexts(desk.page), PATIENCE).toEqual(desk.notes);
}

function entry(desk: HostileDesk, text: string | RegExp): Locator {
  return log(desk.page).getByText(text).first();
}

/** Whether its beginning stands between head and foot of the log. */
async function isInSight(what: Locator): Promise<boolean> {
  const [box, frame] = await Promise.all([what.boundingBox(), log(what.page()).boundingBox()]);
  if (box === null || frame === null) return false;
  return box.y >= frame.y && box.y < frame.y + frame.height - 8;
}

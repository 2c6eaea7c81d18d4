import { isDeepStrictEqual } from "node:util";
import type { ActHash, StateCode } from "@parley/base";
import type { Alarm, ClientSnapshot } from "@parley/client";
import { expect } from "vitest";
import type { Office } from "../harness/office.ts";
import type { Claim } from "./attack.ts";
import type { Seat, Stage } from "./stage.ts";

/** A consultation of Alfa and Bravo, and of whoever else. */
export interface Setting {
  readonly stage: Stage;
  readonly alfa: Seat;
  readonly bravo: Seat;
  readonly channel: ActHash;
}

/** That whatever was done to Alfa and Bravo, they go on with each other, and a restart shows what was shown before. */
export function goesOn(setting: Setting): readonly Claim[] {
  return [nextActs(setting), restarts(setting)];
}

/** Alfa's next act and Bravo's acknowledgement come to the other and count; Bravo has acknowledged nothing yet. */
export function nextActs({ stage, alfa, bravo, channel }: Setting): Claim {
  return {
    says: "Alfa's next act counts for Bravo, and Bravo's for Alfa",
    holds: async () => {
      const update = { ...stage.notification(bravo.office), channel, re: channel, roster: [] };
      const said = await alfa.office.client.signAndSend({ ...update, id: "draft-next" });
      if (!said.ok) throw new Error(`Alfa signed nothing: ${JSON.stringify(said.refusal)}`);
      await stage.until("Alfa's act to count for Bravo", () => counts(bravo.office, said.value));
      const answered = await bravo.office.client.acknowledge(channel, channel);
      if (!answered.ok) throw new Error(`Bravo: ${JSON.stringify(answered.refusal)}`);
      await stage.until("Bravo's to count for Alfa", () => counts(alfa.office, answered.value));
    },
  };
}

/** What was shown before a restart is shown after it. */
export function restarts({ stage, alfa, bravo }: Setting): Claim {
  return {
    says: "Alfa and Bravo, started again, show what they showed before",
    holds: async () => {
      await restartsEqual(stage, alfa.office, bravo.office.state);
      await restartsEqual(stage, bravo.office, alfa.office.state);
    },
  };
}

/** Nothing is on its way: all that was said is there, and the other State's grades are. */
function hasSettled(office: Office, other: StateCode): boolean {
  const { link, outbox } = office.client.snapshot();
  const said = [...office.entries("act"), ...office.entries("note")].flatMap((one) =>
    one.kind !== "room" && one.delivery !== null ? [one.delivery] : [],
  );
  return (
    link.state === "connected" &&
    outbox.queued === 0 &&
    office.consultation.gate.state === "open" &&
    said.every((one) => one.state === "delivered" && one.to.includes(other))
  );
}

function counts(office: Office, hash: string): boolean {
  return office
    .entries("act")
    .some((one) => one.kind === "act" && one.hash === hash && one.effect === "yes");
}

/** What stays of a snapshot when the process goes. */
function lasting(snapshot: ClientSnapshot): object {
  const { directory, offices, consultations, alarms, unread } = snapshot;
  const untimed = (alarm: Alarm): Alarm => ({ ...alarm, at: 0 });
  return { directory, offices, consultations, alarms: alarms.map(untimed), unread };
}

async function restartsEqual(stage: Stage, office: Office, other: StateCode): Promise<void> {
  await stage.until("everything to have arrived", () => hasSettled(office, other));
  const before = lasting(office.client.snapshot());
  await office.close();
  await office.open();
  const same = (): boolean => {
    // Where a State cannot be reached any more, the gate waits for it for a while.
    if (office.consultation.gate.state === "waiting") office.clock.step(1_000);
    return isDeepStrictEqual(lasting(office.client.snapshot()), before);
  };
  await stage.until("the same as before", same).catch(() => undefined);
  expect(lasting(office.client.snapshot())).toEqual(before);
}

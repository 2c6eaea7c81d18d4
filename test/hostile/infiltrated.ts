import type { ActHash, RoomId } from "@parley/base";
import { parseAct, type Act } from "@parley/protocol";
import type { Place } from "../../packages/client/test/forged-act.ts";
import { Insider } from "./insider.ts";
import type { Seat, Stage } from "./stage.ts";

/** A consultation of three States, of which one means harm. */
export interface Infiltrated {
  readonly stage: Stage;
  readonly alfa: Seat;
  readonly bravo: Seat;
  readonly charlie: Insider;
  readonly channel: ActHash;
  readonly room: RoomId;
  /** Where acts of the channel belong. */
  readonly place: Place & { readonly opening: Act };
}

/**
 * Alfa has opened a consultation with Bravo and Charlie; Charlie's device is driven by hand.
 *
 * @param baseUrl of Charlie's line, where something is to be put into it.
 */
export async function infiltrated(stage: Stage, baseUrl?: string): Promise<Infiltrated> {
  const [alfa, bravo, charlie] = await Promise.all([
    stage.listed("XA"),
    stage.listed("XB"),
    Insider.listed(stage, "XC", baseUrl),
  ]);
  const { office } = alfa;
  const others = [bravo.office.rec, charlie.rec];
  const { length: offices } = stage.directory.log.records();
  await stage.until("everybody to know everybody", () =>
    [alfa, bravo].every((one) => one.office.client.snapshot().directory.n === offices),
  );
  const draft = { ...stage.notification(bravo.office), roster: others };
  const sent = await office.client.signAndSend(draft);
  if (!sent.ok) throw new Error(`not signed: ${JSON.stringify(sent.refusal)}`);
  const { session } = charlie.device;
  await stage.until("Charlie's invitation", () => session.invitations().length > 0);
  const room = session.invitations()[0]?.room as RoomId;
  await charlie.joins(room);
  await charlie.knows(alfa.office.account.user, bravo.office.account.user);
  const opening = (): { readonly [name: string]: unknown } | undefined =>
    charlie.device.arrivals(room, "payload").find(({ type }) => type === "chat.parley.act")
      ?.content as { readonly [name: string]: unknown } | undefined;
  await stage.until("Charlie to read the opening", () => opening() !== undefined);
  await stage.until("Bravo to show it", () => bravo.office.entries("act").length === 1);
  await stage.until("Alfa to see it delivered", () => office.consultation.headline === "delivered");
  const read = parseAct(String(opening()?.["act"]));
  if (!read.ok) throw new Error(read.refusal);
  const channel = bravo.office.consultation.id as ActHash;
  return {
    stage,
    alfa,
    bravo,
    charlie,
    channel,
    room,
    place: { channel, opening: read.value },
  };
}

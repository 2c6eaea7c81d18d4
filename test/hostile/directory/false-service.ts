import { toBase64Url, type ActHash, type RoomId } from "@parley/base";
import type { ServiceMessage } from "@parley/directory";
import type { LineNetwork, TicketHolder } from "../../harness/line-network.ts";
import type { Claim } from "../attack.ts";
import { consulting, notesOf } from "../consulting.ts";
import type { Stage } from "../stage.ts";

/** Two offices whose service is in other hands. */
interface Setting {
  readonly network: LineNetwork;
  readonly alfa: TicketHolder;
  readonly bravo: TicketHolder;
  readonly channel: ActHash;
  /** Says something over one of the two lines. */
  readonly say: (to: TicketHolder, message: ServiceMessage) => Promise<void>;
}

function roomOf({ desk }: LineNetwork, { ticket }: TicketHolder): RoomId {
  const room = desk.snapshot().lines.find(({ user }) => user === ticket.account.user)?.room;
  if (room === undefined) throw new Error("no line");
  return room;
}

/** Alfa and Bravo came by their tickets over a false service, and have a consultation. */
export async function setting(stage: Stage): Promise<Setting> {
  const { network, holder } = await stage.falseService();
  const key = toBase64Url(network.headKeys.publicKey);
  await network.publish({ op: "headkey", rec: { key } });
  const alfa = await holder("XA");
  const bravo = await holder("XB");
  const { channel } = await consulting(stage, alfa, bravo, bravo.ticket.rec);
  const { n } = network.log.head;
  for (const { client } of [alfa, bravo])
    await stage.until("all to hold the log", () => client.snapshot().directory.n === n);
  const say = (to: TicketHolder, message: ServiceMessage): Promise<void> =>
    network.desk.send(roomOf(network, to), message);
  return { network, alfa, bravo, channel, say };
}

export const goOn = (stage: Stage, { alfa, bravo, channel }: Setting): Claim => ({
  says: "Alfa and Bravo go on with each other",
  holds: async () => {
    await alfa.client.sendNote(channel, "goes on");
    await stage.until("Alfa's note", () => notesOf(bravo).includes("goes on"));
    await bravo.client.sendNote(channel, "and back");
    await stage.until("Bravo's note", () => notesOf(alfa).includes("and back"));
  },
});

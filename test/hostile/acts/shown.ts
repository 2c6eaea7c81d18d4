import type { ActHash, StateCode } from "@parley/base";
import type { ActEntry } from "@parley/client";
import type { Office } from "../../harness/office.ts";
import type { Infiltrated } from "../infiltrated.ts";

/** Acts as an office shows them. */
export function actsOf(office: Office): readonly ActEntry[] {
  return office.entries("act").filter((one): one is ActEntry => one.kind === "act");
}

/** One of them; undefined where it is not shown. */
export function actOf(office: Office, hash: string): ActEntry | undefined {
  return actsOf(office).find((one) => one.hash === hash);
}

/** What an office shows as the reply of a State to the request that opened the channel. */
export function replyOf(office: Office, channel: ActHash, state: string): string | undefined {
  const request = office.consultation.requests.find(({ act }) => act === channel);
  return request?.replies[state as StateCode];
}

const AFTER = "after all of it";

/** Charlie says something honest, which comes to the others after all that it did before. */
export async function sayAfter({ charlie, room }: Infiltrated): Promise<void> {
  await charlie.notes(room, AFTER);
}

/** Alfa and Bravo have read it. */
export async function hasCome({ stage, alfa, bravo }: Infiltrated): Promise<void> {
  for (const { office } of [alfa, bravo])
    await stage.until("what was said after it", () => office.notes().includes(AFTER));
}

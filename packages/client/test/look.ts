import type { ActHash } from "@parley/base";
import type { Act } from "@parley/protocol";
import type { FakeOffice } from "./fake-office.ts";

/** Id of the only consultation, once it is opened. */
export const channelOf = (office: FakeOffice): ActHash => office.consultation.id as ActHash;
/** The act that opened it. */
export const subject = (office: FakeOffice): Act => {
  const act = office.consultation.entries.find((one) => one.kind === "act")?.act;
  if (act === undefined || act === null) throw new Error("no act");
  return act;
};
/** Texts of the notes, as they are shown. */
export const bodies = (office: FakeOffice): readonly string[] =>
  office.consultation.entries.flatMap((one) => (one.kind === "note" ? [one.body] : []));
/** Reasons of what was not taken in. */
export const refusals = (office: FakeOffice): readonly string[] =>
  office.consultation.entries.flatMap((one) =>
    one.kind === "room" && one.what.event === "payload-refused" ? [one.what.reason] : [],
  );

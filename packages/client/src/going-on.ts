import type { ConsultationId, Instant } from "@parley/base";
import type { Change } from "@parley/storage";
import type { State } from "./state.ts";

const GO_ON = "go-on";

/** A person goes on in this consultation with the directory as of that time (DIR-3). */
export function goOnRow(con: ConsultationId, asOf: Instant): NonNullable<Change["kept"]>[number] {
  return { kind: GO_ON, id: con, text: String(asOf) };
}

/** Whether a person has decided so; for the directory of another time it is asked anew. */
export function goesOn(state: State, con: ConsultationId, asOf: Instant): boolean {
  return state.kept(GO_ON).get(con) === String(asOf);
}

import type { Consultation } from "@parley/client";
import { expect } from "vitest";
import type { Claim } from "../attack.ts";
import type { Seat } from "../stage.ts";

/** The consultation that was begun last. */
export function newest({ office }: Seat): Consultation | null {
  const { consultations } = office.client.snapshot();
  return consultations.toSorted((a, b) => openedAt(b) - openedAt(a))[0] ?? null;
}

/** Whether what was said last has left, or waits since the server shows other keys. */
export function hasDecided(consultation: Consultation | null): boolean {
  const last = consultation?.entries.filter(({ kind }) => kind !== "room").at(-1);
  if (consultation === null || last === undefined || last.kind === "room") return false;
  if (["sent", "delivered"].includes(last.delivery?.state ?? "")) return true;
  const { gate } = consultation;
  if (gate.state !== "waiting" || gate.for.what !== "devices") return false;
  return gate.for.offices.some(({ because }) => because === "other-keys");
}

/** Nothing of what Alfa says leaves, and it is told why. */
export function waitsForOtherKeys(alfa: Seat, bravo: Seat): Claim {
  return {
    says: "what Alfa says waits, and Alfa is told that other keys than Bravo's are shown",
    holds: () => {
      const consultation = newest(alfa);
      expect(consultation?.gate).toMatchObject({
        state: "waiting",
        for: {
          what: "devices",
          offices: [{ office: { rec: bravo.office.rec }, because: "other-keys" }],
        },
      });
      expect(consultation?.entries.at(-1)).toMatchObject({ delivery: { state: "queued" } });
    },
  };
}

function openedAt({ entries }: Consultation): number {
  const [first] = entries;
  return first === undefined ? 0 : first.kind === "room" ? first.at : first.receivedAt;
}

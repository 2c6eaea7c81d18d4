import type { StateCode } from "@parley/base";
import type { ClientSnapshot } from "@parley/client";
import type { TrustRoot } from "@parley/directory";
import { levelsOf, type Signers } from "../features/enrol/index.ts";

/** Whose signatures an entry about this State needs, as the directory stands now (DIR-1). */
export function signersOf(
  { me, records }: Pick<ClientSnapshot, "me" | "records">,
  state: StateCode | null,
  root: TrustRoot | null,
): Signers {
  const colleagues = records.filter(
    (one) =>
      one.state === state &&
      // Whoever waits for a further device of an office has its listed ones sign; a listed device signs for others only.
      !(one.own && me.listing === "listed") &&
      one.kind !== "service" &&
      one.powers.includes("directory") &&
      one.devices.some((device) => device.state === "listed" || device.state === "suspended"),
  );
  const [first] = colleagues;
  return {
    k: root?.k ?? 1,
    of: root?.officers.length ?? 1,
    colleagues: colleagues.length === 0 ? 0 : colleagues.length === 1 ? 1 : 2,
    colleague: colleagues.length === 1 && first !== undefined ? levelsOf(first.levels) : null,
  };
}

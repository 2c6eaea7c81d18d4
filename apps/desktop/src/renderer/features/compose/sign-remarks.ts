import type { ClientSnapshot } from "@parley/client";
import type { ComposeSetting } from "./compose-setting.ts";

/** What a person is told before signing; each has a sentence in the catalogue. */
export type SignRemark =
  | "disabled"
  | "unlisted"
  | "held"
  | "waiting"
  | "addressee-not-listed"
  | "offline";

/** Remarks that leave no way to sign. */
export const BLOCKING: ReadonlySet<SignRemark> = new Set(["disabled", "unlisted"]);

/** What will keep a signed act on this device for now, the gravest first. */
export function signRemarks(
  setting: ComposeSetting,
  { me, link }: Pick<ClientSnapshot, "me" | "link">,
): readonly SignRemark[] {
  const gate = setting.consultation?.gate.state;
  return [
    me.listing === "disabled" && "disabled",
    // In a consultation that it has, a colleague's act lets it sign (TRUST-2).
    me.listing === "waiting" && setting.consultation === null && "unlisted",
    gate === "held" && "held",
    gate === "waiting" && "waiting",
    setting.addressees.some((one) => one.trust !== "verified") && "addressee-not-listed",
    link.state !== "connected" && "offline",
  ].filter((one): one is SignRemark => one !== false);
}

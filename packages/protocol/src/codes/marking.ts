import type { Disclosure, Pap, Precedence, Tlp } from "../act.ts";

/** Labels of TLP 2.0, exact (https://www.first.org/tlp). */
export const TLP_LABEL: { readonly [code in Tlp]: string } = {
  red: "TLP:RED",
  "amber+strict": "TLP:AMBER+STRICT",
  amber: "TLP:AMBER",
  green: "TLP:GREEN",
  clear: "TLP:CLEAR",
};
/** First sentence of each TLP 2.0 definition. */
export const TLP_MEANING: { readonly [code in Tlp]: string } = {
  red: "For the eyes and ears of individual recipients only, no further disclosure.",
  "amber+strict":
    "Limited disclosure, recipients can only spread this on a need-to-know basis within their organization.",
  amber:
    "Limited disclosure, recipients can only spread this on a need-to-know basis within their organization and its clients.",
  green: "Limited disclosure, recipients can spread this within their community.",
  clear: "Recipients can spread this to the world, there is no limit on disclosure.",
};
/** Permissible Actions Protocol, github.com/MISP/misp-taxonomies at 7591c551. */
export const PAP_LABEL: { readonly [code in Pap]: string } = {
  red: "PAP:RED",
  amber: "PAP:AMBER",
  green: "PAP:GREEN",
  clear: "PAP:CLEAR",
};
/** Who else may know; a proposal of this project. */
export const DISCLOSURE_LABEL: { readonly [code in Disclosure]: string } = {
  "parties-only": "Parties only",
  "secretariat-fact": "Secretariat may know that it exists (no content)",
  "secretariat-content": "Secretariat may read it",
  "chair-content": "Secretariat and Chairpersonship may read it",
  "all-pocs": "May be circulated to all PoCs",
};
/** English labels. */
export const PRECEDENCE_LABEL: { readonly [code in Precedence]: string } = {
  emergency: "Emergency",
  urgent: "Urgent",
  priority: "Priority",
  routine: "Routine",
};
/** When each precedence is used. 48 hours are modelled on the Vienna Document and the Berlin Mechanism. */
export const PRECEDENCE_USE: { readonly [code in Precedence]: string } = {
  emergency: "Ongoing effect on critical services of more than one State, or risk to life",
  urgent: "Ongoing effect, worsening outlook, or political tension rising",
  priority:
    "Default for CBM 3 clarification and consultation requests (48 h modelled on the Vienna Document and Berlin Mechanism)",
  routine: "Everything else",
};
/** Hours suggested for the requested times: wishes, never duties. Null: working days, which a person sets. */
export const PRECEDENCE_HOURS: {
  readonly [code in Precedence]: { readonly ack: number; readonly reply: number } | null;
} = {
  emergency: { ack: 1, reply: 6 },
  urgent: { ack: 4, reply: 24 },
  priority: { ack: 24, reply: 48 },
  routine: null,
};

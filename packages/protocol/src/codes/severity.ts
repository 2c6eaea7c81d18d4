/** Own scale, a proposal; the national scale is shown first, this one second. */
export const SEVERITY = [0, 1, 2, 3, 4, 5] as const;
export type Severity = (typeof SEVERITY)[number];
/** English labels. */
export const SEVERITY_LABEL: { readonly [code in Severity]: string } = {
  0: "Informational",
  1: "Minor",
  2: "Moderate",
  3: "Significant",
  4: "Severe",
  5: "Emergency",
};
/** What each step means, English. */
export const SEVERITY_MEANING: { readonly [code in Severity]: string } = {
  0: "No effect on services; shared for awareness or test.",
  1: "Limited effect inside one organisation; no cross-border effect seen.",
  2: "Noticeable effect on one sector or region; cross-border effect possible.",
  3: "Essential service degraded, or national-level concern; cross-border effect likely or present.",
  4: "Essential services in one or more States seriously disrupted; risk of political tension.",
  5: "Imminent threat to wide-scale critical services, to life, or to peace and security.",
};

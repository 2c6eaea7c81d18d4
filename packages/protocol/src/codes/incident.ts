/** Codes of an incident notification. Lists without a named source are proposals of this project. */

/** Stages after Directive (EU) 2022/2555, Article 23(4). */
export const T02_STAGES = ["early-warning", "update", "final"] as const;
export type T02Stage = (typeof T02_STAGES)[number];
/** English labels. */
export const T02_STAGE_LABEL: { readonly [code in T02Stage]: string } = {
  "early-warning": "Early warning",
  update: "Update",
  final: "Final report",
};

/** How the incident stands. */
export const INCIDENT_STATUS = [
  "suspected",
  "ongoing",
  "contained",
  "resolved",
  "refuted",
] as const;
export type IncidentStatus = (typeof INCIDENT_STATUS)[number];
/** English labels. */
export const INCIDENT_STATUS_LABEL: { readonly [code in IncidentStatus]: string } = {
  suspected: "Suspected",
  ongoing: "Ongoing",
  contained: "Contained",
  resolved: "Resolved",
  refuted: "Found not to be an incident",
};

/** How far the effect reaches. */
export const IMPACT_SCOPE = [
  "single-org",
  "multi-org",
  "sector-national",
  "multi-sector",
  "cross-border",
  "unknown",
] as const;
export type ImpactScope = (typeof IMPACT_SCOPE)[number];
/** English labels. */
export const IMPACT_SCOPE_LABEL: { readonly [code in ImpactScope]: string } = {
  "single-org": "One organisation",
  "multi-org": "Several organisations",
  "sector-national": "One sector, national",
  "multi-sector": "Several sectors, national",
  "cross-border": "Two or more States",
  unknown: "Not known",
};

/** What is said of the recipient's territory; a link is not responsibility. */
export const TERRITORIAL_LINK = [
  "none-claimed",
  "transit",
  "hosting",
  "accounts-or-services",
  "unknown",
] as const;
export type TerritorialLink = (typeof TERRITORIAL_LINK)[number];
/** English labels. */
export const TERRITORIAL_LINK_LABEL: { readonly [code in TerritorialLink]: string } = {
  "none-claimed": "No link to your territory is claimed",
  transit: "Traffic appears to transit infrastructure located in your territory",
  hosting: "Infrastructure located in your territory appears to be used",
  "accounts-or-services":
    "Accounts or services of a provider established in your territory appear to be used",
  unknown: "Not known",
};

/** NIS Cooperation Group large-scale incident taxonomy: the next 6 hours. */
export const IMPACT_OUTLOOK = ["improving", "stable", "worsening"] as const;
export type ImpactOutlook = (typeof IMPACT_OUTLOOK)[number];
/** English labels. */
export const IMPACT_OUTLOOK_LABEL: { readonly [code in ImpactOutlook]: string } = {
  improving: "Improving",
  stable: "Stable",
  worsening: "Worsening",
};

/** NIS Cooperation Group large-scale incident taxonomy: nature of the root cause. */
export const ROOT_CAUSE = [
  "system-failures",
  "natural-phenomena",
  "human-errors",
  "malicious-actions",
  "third-party-failures",
] as const;
export type RootCause = (typeof ROOT_CAUSE)[number];
/** English labels. */
export const ROOT_CAUSE_LABEL: { readonly [code in RootCause]: string } = {
  "system-failures": "System failures",
  "natural-phenomena": "Natural phenomena",
  "human-errors": "Human errors",
  "malicious-actions": "Malicious actions",
  "third-party-failures": "Third party failures",
};

/** Answer to the two flags of the early warning. */
export const TRISTATE = ["yes", "no", "unknown"] as const;
export type Tristate = (typeof TRISTATE)[number];
/** English labels. */
export const TRISTATE_LABEL: { readonly [code in Tristate]: string } = {
  yes: "Yes",
  no: "No",
  unknown: "Not known",
};

/** What is asked of the recipient. */
export const RECIPIENT_REQUEST = ["none", "information", "assistance", "clarification"] as const;
export type RecipientRequest = (typeof RECIPIENT_REQUEST)[number];
/** English labels. */
export const RECIPIENT_REQUEST_LABEL: { readonly [code in RecipientRequest]: string } = {
  none: "Nothing is asked",
  information: "Information",
  assistance: "Assistance",
  clarification: "Clarification",
};

/** Whether the incident is publicly known. */
export const PUBLIC_STATUS = ["not-public", "partly", "public"] as const;
export type PublicStatus = (typeof PUBLIC_STATUS)[number];
/** English labels. */
export const PUBLIC_STATUS_LABEL: { readonly [code in PublicStatus]: string } = {
  "not-public": "Not public",
  partly: "Partly public",
  public: "Public",
};

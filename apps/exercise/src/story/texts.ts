/**
 * What the story types into free text. Each is long enough to be looked for in everything that the homeserver
 * keeps, and occurs nowhere else.
 */
export const TEXTS = {
  incidentReference: "CERT-XA-2026-0417/turbines",
  observed:
    "Remote control of two wind farms was lost at 02:05. Operators switched the turbines to manual.",
  nationalScale: "Considerable, third step of four",
  measures:
    "Remote access was closed, and the passwords of the maintenance accounts were replaced.",
  replyText:
    "Two of the addresses belong to a hosting provider. It has been asked to keep its records.",
  noteFromAlfa: "Our duty officer stays on the line until 06:00 your time.",
  noteFromBravo: "Thank you. The provider’s answer is expected before noon.",
} as const;

export const PASSPHRASE = "lantern orchard copper fjord";

/** What a contact card of the story holds; none of it may be at the homeserver. */
export const CARD = {
  office: "National duty desk for network incidents",
  telephone: "+358 9 5550 1417",
  telephoneFor: "duty desk, day and night",
  mailbox: "duty@incident-desk.bravo.example",
  outOfHours: "The duty officer of the operations centre answers.",
} as const;

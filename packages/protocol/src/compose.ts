import { toBase64Url, type ConsultationId, type PayloadId } from "@parley/base";
import { KNOWN_TV, type Act, type Tlp } from "./act.ts";
import type { ReplyKind } from "./codes/reply.ts";
import type { PhraseCode } from "./codes/phrases.ts";
import type { DeviceFields } from "./fields/device.ts";
import type { RosterFields } from "./fields/roster.ts";
import type { T02Fields } from "./fields/t02.ts";
import type { T04Fields } from "./fields/t04.ts";
import { asProfile } from "./read-act.ts";
import type { Level } from "@parley/base";

/** Checked fields of one template. */
export type Content =
  | { readonly kind: "T02"; readonly fields: T02Fields }
  | { readonly kind: "T04"; readonly fields: T04Fields }
  | { readonly kind: "roster"; readonly fields: RosterFields }
  | { readonly kind: "device"; readonly fields: DeviceFields };

/** What has a default: markings by level, standard phrases by template, nothing asked, no files, no clearances. */
type Defaulted = "tlp" | "disc" | "lang" | "res" | "ask" | "files" | "clear";
type Fixed = "v" | "kind" | "tv" | "f";

/** The envelope's own part: where the act stands, who signs it, what it follows. */
export type Envelope = Omit<Act, Defaulted | Fixed> & Partial<Pick<Act, Defaulted>>;

/** The act that `signAct` signs. Puts parents in order and leaves the previous act out of them. */
export function composeAct(content: Content, envelope: Envelope): Act {
  const parents = [...new Set(envelope.parents)].filter((one) => one !== envelope.prev).sort();
  return {
    tlp: defaultTlp(envelope.level),
    disc: "parties-only",
    lang: "en",
    res: defaultPhrases(content),
    ask: {},
    files: [],
    clear: [],
    ...envelope,
    parents,
    v: 1,
    kind: content.kind,
    tv: KNOWN_TV,
    f: asProfile(content.fields),
  };
}

/** TLP:AMBER+STRICT at technical level, TLP:RED above. */
export function defaultTlp(level: Level): Tlp {
  return level === "technical" ? "amber+strict" : "red";
}

const REPLY_PHRASES: { readonly [kind in ReplyKind]?: readonly PhraseCode[] } = {
  ack: ["ack"],
  "passed-on": ["ack"],
  holding: ["holding"],
  decline: ["decline"],
};

/** Phrases that stand in an act unless its author takes them out: an acknowledgement concedes nothing. */
export function defaultPhrases(content: Content): readonly PhraseCode[] {
  if (content.kind === "T02") return ["non_attribution", "voluntary"];
  if (content.kind === "roster" || content.kind === "device") return [];
  return REPLY_PHRASES[content.fields.reply_kind] ?? ["voluntary"];
}

function idOf(random: Uint8Array, length: number): string {
  if (random.length !== length) throw new Error(`needs ${length} random bytes`);
  return toBase64Url(random);
}

/** 16 random bytes: keep the content of an act from being guessed by its hash. */
export function nonceOf(random: Uint8Array): string {
  return idOf(random, 16);
}

/** 16 random bytes. */
export function consultationIdOf(random: Uint8Array): ConsultationId {
  return idOf(random, 16) as ConsultationId;
}

/** 16 random bytes. */
export function payloadIdOf(random: Uint8Array): PayloadId {
  return idOf(random, 16) as PayloadId;
}

/** 8 random bytes per start of the profile: tells a restored copy from the original (ACT-6). */
export function epochOf(random: Uint8Array): string {
  return idOf(random, 8);
}

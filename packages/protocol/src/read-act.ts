import {
  accept,
  encodeProfile,
  LEVELS,
  MODES,
  parseRecordId,
  parseRoomId,
  parseStateCode,
  refuse,
  type ActHash,
  type ConsultationId,
  type KeyId,
  type ProfileValue,
  type Result,
} from "@parley/base";
import {
  ACT_KINDS,
  DISCLOSURE,
  KNOWN_TV,
  PAP,
  PRECEDENCE,
  TLP,
  type Act,
  type Opening,
} from "./act.ts";
import { PHRASE_CODES } from "./codes/phrases.ts";
import { checkDevice } from "./fields/device.ts";
import { checkRoster } from "./fields/roster.ts";
import { checkT02 } from "./fields/t02.ts";
import { checkT04 } from "./fields/t04.ts";
import type { ActRefusal } from "./refusal.ts";
import * as shape from "./shape.ts";
import type { Reader } from "./shape.ts";

const state = shape.id(parseStateCode);
const record = shape.id(parseRecordId);
const keyId = shape.bytes<KeyId>(16);
const hash = shape.bytes<ActHash>(32);
const anything: Reader<ProfileValue> = (value) => value;
const MIME = /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/;

const opening: Reader<Opening> = shape.object(
  {
    room: shape.id(parseRoomId),
    level: shape.oneOf(LEVELS),
    mode: shape.oneOf(MODES),
    parties: shape.set(state, 64),
    roster: shape.set(record, 256),
  },
  { facilitator: state, basis: anything },
);

const ask = shape.object({}, { ack: shape.moment, reply: shape.moment, revert: shape.moment });
const file = shape.object(
  {
    salt: shape.bytes(16),
    h: shape.bytes(32),
    size: shape.integer(0),
    mime: shape.text(MIME, 100),
  },
  { tlp: shape.oneOf(TLP) },
);
const clearance = shape.object({ rec: record, key: keyId, sig: shape.bytes(64) }, {});

/** The table of the envelope (ACT-1): what every act holds. */
const REQUIRED = {
  v: shape.integer(1, 1),
  kind: shape.oneOf(ACT_KINDS),
  tv: shape.integer(1),
  nonce: shape.bytes(16),
  con: shape.bytes<ConsultationId>(16),
  chan: (value: ProfileValue): ActHash | "" | null => (value === "" ? "" : hash(value)),
  level: shape.oneOf(LEVELS),
  mode: shape.oneOf(MODES),
  rec: record,
  key: keyId,
  dir: shape.object({ n: shape.integer(1), h: shape.bytes(32) }, {}),
  n: shape.integer(0),
  ep: shape.bytes(8),
  parents: shape.set(hash, 32),
  to: shape.set(state, 64),
  tlp: shape.oneOf(TLP),
  disc: shape.oneOf(DISCLOSURE),
  at: shape.moment,
  lang: shape.text(/^[a-z]{2,3}$/, 3),
  res: shape.set(shape.oneOf(PHRASE_CODES), 16),
  ask,
  files: shape.list(file, 32),
  clear: shape.list(clearance, 8),
  f: (value: ProfileValue): Act["f"] | null => (shape.isObject(value) ? value : null),
} as const;

/** What an act may hold besides. */
const OPTIONAL = {
  open: opening,
  prev: hash,
  re: hash,
  pap: shape.oneOf(PAP),
  prec: shape.oneOf(PRECEDENCE),
} as const;

const envelope = shape.object(REQUIRED, OPTIONAL);

/** Gives a parsed value the type of an act: the closed schema of ACT-1, with the fields of known templates. */
export function readAct(value: ProfileValue): Result<Act, ActRefusal> {
  if (!shape.isObject(value)) return refuse("wrong-value");
  const names = shape.namesProblem(value, REQUIRED, OPTIONAL);
  if (names !== null) return refuse(names);
  const read = envelope(value);
  if (read === null) return refuse("wrong-value");
  const act: Act = { ...read, v: 1 };
  if (!opensOrFollows(act) || !chains(act)) return refuse("wrong-value");
  return fieldsFit(act) ? accept(act) : refuse("wrong-fields");
}

/** An act opens a channel and names nothing before it, or belongs to one and names something before it. */
function opensOrFollows(act: Act): boolean {
  if (act.open === undefined) {
    return act.chan !== "" && (act.prev !== undefined || act.parents.length > 0);
  }
  return (
    act.chan === "" &&
    act.prev === undefined &&
    act.parents.length === 0 &&
    act.open.level === act.level &&
    act.open.mode === act.mode &&
    act.open.parties.length >= 2
  );
}

/** The counter starts at 0 without a previous act; parents are sorted and do not repeat the previous act. */
function chains(act: Act): boolean {
  return (
    (act.n === 0) === (act.prev === undefined) &&
    act.parents.every((one, i) => i === 0 || (act.parents[i - 1] ?? "") < one) &&
    (act.prev === undefined || !act.parents.includes(act.prev))
  );
}

/** Whether this version reads the fields of the act; others enter the graph unread and are shown by their fallback text. */
function isKnownTemplate(act: Pick<Act, "kind" | "tv">): boolean {
  return act.tv === KNOWN_TV && ["T02", "T04", "roster", "device"].includes(act.kind);
}

function fieldsFit(act: Act): boolean {
  if (!isKnownTemplate(act)) return true;
  const checked =
    act.kind === "T02"
      ? checkT02(act.f, act.mode)
      : act.kind === "T04"
        ? checkT04(act.f, act.ask)
        : act.kind === "roster"
          ? checkRoster(act.f)
          : checkDevice(act.f);
  // A checker tidies what a person typed; signed fields are tidy already, so that one content has one text.
  return checked.ok && encodeProfile(asProfile(checked.value)) === encodeProfile(act.f);
}

/** The fields of a template as they stand in `f`. */
export function asProfile(fields: object): Act["f"] {
  // Checked fields hold texts, integers, lists and objects of the profile only.
  return fields as Act["f"];
}

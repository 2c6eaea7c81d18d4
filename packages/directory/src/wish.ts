import { parseRecordId, utf8Length, type ProfileValue, type RecordId } from "@parley/base";
import { isDay } from "./moment.ts";
import { fieldsOf, isBytes } from "./shape.ts";

export const WISHES = ["confirm", "card", "deputy", "successor", "other"] as const;

/**
 * What a PoC asks of the Secretariat: that its record be confirmed for a year, that a card that it has sent be listed, a
 * deputy or a successor, or something in words. Believed because it came over the line (READ-1); it changes nothing
 * by itself.
 */
export interface Wish {
  /** 16 random bytes, base64url: asked twice is asked once. */
  readonly id: string;
  readonly about: (typeof WISHES)[number];
  /** The record that it is about. */
  readonly rec: RecordId;
  readonly text: string;
  /** Hash of the card, where it is about one. */
  readonly card?: string;
  /** Day that the change happens or happened on, `YYYY-MM-DD`: the 30 days of CBM 8 count from there. */
  readonly on?: string;
}

/** Bytes of a wish in words at most. */
export const WISH_BYTES = 2000;

/** Null where the value is not a wish. */
export function readWish(value: ProfileValue | undefined): Wish | null {
  const fields = fieldsOf(value, ["about", "id", "rec", "text"], ["card", "on"]);
  const about = WISHES.find((one) => one === fields?.["about"]);
  const rec = parseRecordId(fields?.["rec"]);
  const { id, text, card, on } = fields ?? {};
  if (!isBytes(id, 16) || about === undefined || rec === null) return null;
  if (typeof text !== "string" || utf8Length(text) > WISH_BYTES) return null;
  if ((about === "card") !== (card !== undefined)) return null;
  if (card !== undefined && !isBytes(card, 32)) return null;
  if (on !== undefined && !isDay(on)) return null;
  return {
    id,
    about,
    rec,
    text,
    ...(card === undefined ? {} : { card }),
    ...(on === undefined ? {} : { on }),
  };
}

import { utf8Length, type RoomId } from "@parley/base";

/** Sizes in bytes that a padded payload can have; one event never shows a finer size (INBOX-1). */
export const SIZE_CLASSES = [2_000, 8_000, 24_000, 44_000] as const;

/** Content of a payload; JSON without lone surrogates. */
export interface PayloadContent {
  readonly [key: string]: unknown;
}

/**
 * The content with `pad` filled so that what the machine encrypts (type, content and room id, as one JSON
 * object) has the bytes of the smallest class that holds it. Null: it fits in none.
 */
export function padContent(
  room: RoomId,
  type: string,
  content: PayloadContent,
): PayloadContent | null {
  const bare = { ...content, pad: "" };
  const length = encryptedLength(room, type, bare);
  const size = SIZE_CLASSES.find((bytes) => bytes >= length);
  return size === undefined ? null : { ...bare, pad: "0".repeat(size - length) };
}

/** Bytes of UTF-8 of the JSON object that the machine encrypts for this payload. */
export function encryptedLength(room: RoomId, type: string, content: PayloadContent): number {
  return utf8Length(JSON.stringify({ type, content, room_id: room }));
}

declare const brand: unique symbol;

/** A string that was parsed at the edge and may be passed on without another look. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Matrix user id, `@localpart:server`. */
export type UserId = Branded<"UserId">;
/** Matrix room id, `!opaque` or `!opaque:server`. */
export type RoomId = Branded<"RoomId">;
/** Matrix event id, `$opaque`. */
export type EventId = Branded<"EventId">;
/** Matrix device id, as the homeserver gave it. */
export type DeviceId = Branded<"DeviceId">;
/** Directory record id, chosen at admission, for example `xa-tech-1`. */
export type RecordId = Branded<"RecordId">;
/** First 16 bytes of SHA-512 over an act public key, base64url. */
export type KeyId = Branded<"KeyId">;
/** 32 bytes, base64url: names an act, and its channel where it opens one. */
export type ActHash = Branded<"ActHash">;
/** Consultation id, 16 random bytes, base64url. */
export type ConsultationId = Branded<"ConsultationId">;
/** Payload id, 16 random bytes, base64url (INBOX-1). */
export type PayloadId = Branded<"PayloadId">;
/** ISO 3166-1 alpha-2, or `XA`..`XZ` for exercise States. */
export type StateCode = Branded<"StateCode">;

function parser<T extends string>(pattern: RegExp): (text: unknown) => T | null {
  return (text) => (typeof text === "string" && pattern.test(text) ? (text as T) : null);
}

/** Each parser answers null where the text does not have the form. */
export const parseUserId: (text: unknown) => UserId | null = parser(
  /^@[a-z0-9._=/+-]{1,200}:[A-Za-z0-9.:[\]-]{1,200}$/,
);
export const parseRoomId: (text: unknown) => RoomId | null = parser(
  /^![\w=+/.~-]{1,200}(:[A-Za-z0-9.:[\]-]{1,200})?$/,
);
export const parseEventId: (text: unknown) => EventId | null = parser(/^\$[\w=+/.:~-]{1,250}$/);
export const parseDeviceId: (text: unknown) => DeviceId | null = parser(/^[\w=+/.-]{1,100}$/);
export const parseRecordId: (text: unknown) => RecordId | null = parser(
  /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/,
);
export const parseStateCode: (text: unknown) => StateCode | null = parser(/^[A-Z]{2,4}$/);
export const parseActHash: (text: unknown) => ActHash | null = parser(/^[\w-]{43}$/);
export const parseKeyId: (text: unknown) => KeyId | null = parser(/^[\w-]{22}$/);
export const parseConsultationId: (text: unknown) => ConsultationId | null = parser(/^[\w-]{22}$/);
export const parsePayloadId: (text: unknown) => PayloadId | null = parser(/^[\w-]{22}$/);

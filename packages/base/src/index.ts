export { accept, refuse, unreachable, type Result } from "./result.ts";
export {
  parseActHash,
  parseConsultationId,
  parseDeviceId,
  parseEventId,
  parseKeyId,
  parsePayloadId,
  parseRecordId,
  parseRoomId,
  parseStateCode,
  parseUserId,
  type ActHash,
  type ConsultationId,
  type DeviceId,
  type EventId,
  type KeyId,
  type PayloadId,
  type RecordId,
  type RoomId,
  type StateCode,
  type UserId,
} from "./ids.ts";
export {
  concatBytes,
  equalBytes,
  fromBase64Url,
  fromUtf8,
  toBase64Url,
  toUtf8,
  utf8Length,
} from "./bytes.ts";
export type { Clock, Instant } from "./clock.ts";
export { LEVELS, MODES, POWERS, type Level, type Mode, type Power } from "./office.ts";
export {
  encodeProfile,
  isProfileText,
  parseProfile,
  type ProfileLimits,
  type ProfileRefusal,
  type ProfileValue,
  withoutForbidden,
} from "./json-profile.ts";

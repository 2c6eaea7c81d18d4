import type { DeviceId, Level, Power, RecordId, StateCode, UserId } from "@parley/base";

/** One machine of an office: its Matrix keys and the keys it signs and seals with (TRUST-1). */
export interface ListedDevice {
  readonly id: DeviceId;
  /** Matrix signing key, unpadded base64 as Matrix writes it. */
  readonly ed25519: string;
  /** Matrix identity key, unpadded base64 as Matrix writes it. */
  readonly curve25519: string;
  /** Act public key (Ed25519), base64url. */
  readonly act: string;
  /** Seal public key (X25519), base64url. */
  readonly seal: string;
}

export const RECORD_KINDS = ["office", "duty", "person", "service"] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Binds State, level, office and account to devices. */
export interface DirectoryRecord {
  readonly id: RecordId;
  readonly state: StateCode;
  readonly level: readonly Level[];
  readonly kind: RecordKind;
  readonly powers: readonly Power[];
  /** Pseudonym of the holder; names live in a card outside the log. */
  readonly holder: string;
  readonly user: UserId;
  readonly devices: readonly ListedDevice[];
  /** Approvals that the State asks of itself before an act is sent. */
  readonly release: number;
  /** Salted hash of the contact card, base64url; "" while there is none. */
  readonly card: string;
  /** Valid from, `YYYY-MM-DD`. */
  readonly from: string;
  /** Last confirmed, `YYYY-MM-DD`. */
  readonly conf: string;
  /** Hours, 0 to 72, that the State chose to pass before a reset by the officers has effect; absent: it says nothing. */
  readonly wait?: number;
}

import type { KeyId, UserId } from "@parley/base";
import { parseEnrolmentRequest } from "@parley/directory";
import { wordsOfKey } from "./key-words.ts";
import { keyOfDevice } from "./without-reported.ts";

/** What a colleague compares before signing for a new device (TRUST-2). */
export interface DeviceRequest {
  readonly user: UserId;
  readonly key: KeyId;
  /** Id of the device on the homeserver. */
  readonly id: string;
  /** Twelve words of its act key, which its holder has as well. */
  readonly words: readonly string[];
}

/** The request as its text was pasted; null where it is none, or is not signed by the key that it names. */
export function readDeviceRequest(text: string): DeviceRequest | null {
  const request = parseEnrolmentRequest(text.trim());
  if (!request.ok) return null;
  const { user, device } = request.value;
  return { user, key: keyOfDevice(device), id: device.id, words: wordsOfKey(device.act) };
}

import {
  accept,
  encodeProfile,
  parseUserId,
  refuse,
  toUtf8,
  type Result,
  type UserId,
} from "@parley/base";
import { readDevice } from "./read-record.ts";
import type { ListedDevice } from "./record.ts";
import { fieldsOf, readProfile } from "./shape.ts";
import { isSignedBy, signatureOf } from "./signing.ts";

/** What a device asks to be listed with. */
export interface ListingRequest {
  readonly user: UserId;
  readonly device: ListedDevice;
}

/** `form`: not a listing request of this version. `proof`: not signed by the act key that it names. */
export type ListingRequestRefusal = "form" | "proof";

const DOMAIN = "chat.parley.enrol.v1";
const REQUEST_LIMITS = { bytes: 2048, depth: 2, members: 16, string: 1024 };
const LIMITS = { bytes: 6144, depth: 1, members: 4, string: 2048 };

/**
 * The request as text: `{proof, request}`, where `request` is the canonical text of `{device, user, v}` and
 * `proof` an Ed25519 signature by the act key over "chat.parley.enrol.v1", 0 and those bytes. The proof shows
 * that whoever asks holds the act key; that the right office asks, a person finds out.
 */
export function makeListingRequest(
  { user, device }: ListingRequest,
  actSecretKey: Uint8Array,
): string {
  const request = encodeProfile({ device: { ...device }, user, v: 1 });
  return encodeProfile({ proof: signatureOf(DOMAIN, toUtf8(request), actSecretKey), request });
}

/** Reads a request and checks its proof. */
export function parseListingRequest(text: string): Result<ListingRequest, ListingRequestRefusal> {
  const outer = fieldsOf(readProfile(text, LIMITS) ?? undefined, ["proof", "request"]);
  const { proof, request } = outer ?? {};
  if (typeof proof !== "string" || typeof request !== "string") return refuse("form");
  const fields = fieldsOf(readProfile(request, REQUEST_LIMITS) ?? undefined, [
    "device",
    "user",
    "v",
  ]);
  const device = readDevice(fields?.["device"]);
  const user = parseUserId(fields?.["user"]);
  if (fields?.["v"] !== 1 || device === null || user === null) return refuse("form");
  return isSignedBy(DOMAIN, toUtf8(request), proof, device.act)
    ? accept({ user, device })
    : refuse("proof");
}

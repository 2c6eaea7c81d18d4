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
import { fieldsOf, isBytes, readProfile } from "./shape.ts";
import { isSignedBy, signatureOf } from "./signing.ts";

/** What a device asks to be admitted with. */
export interface EnrolmentRequest {
  /** Id of the ticket, 16 bytes base64url; "service" from the Secretariat's service, which has none. */
  readonly ticket: string;
  readonly user: UserId;
  readonly device: ListedDevice;
}

/** Why a request is not taken, each with a sentence for an officer. */
export const ENROLMENT_REFUSALS = {
  form: "This is not a request for admission.",
  proof: "This request is not signed by the key that it names.",
} as const;

export type EnrolmentRefusal = keyof typeof ENROLMENT_REFUSALS;

/** Stands for the ticket in the request of the Secretariat's service. */
export const SERVICE_TICKET = "service";

const DOMAIN = "chat.parley.enrol.v1";
const REQUEST_LIMITS = { bytes: 2048, depth: 2, members: 16, string: 1024 };
const LIMITS = { bytes: 6144, depth: 1, members: 4, string: 2048 };

/**
 * The request as text: `{proof, request}`, where `request` is the canonical text of `{device, ticket, user, v}` and
 * `proof` a signature by the act key over it. The proof shows that whoever asks holds the act key; that the
 * right person asks, the words show (ENROL-1).
 */
export function makeEnrolmentRequest(
  { ticket, user, device }: EnrolmentRequest,
  actSecretKey: Uint8Array,
): string {
  const request = encodeProfile({ device: { ...device }, ticket, user, v: 1 });
  return encodeProfile({ proof: signatureOf(DOMAIN, toUtf8(request), actSecretKey), request });
}

/** Reads a request and checks its proof. */
export function parseEnrolmentRequest(text: string): Result<EnrolmentRequest, EnrolmentRefusal> {
  const outer = fieldsOf(readProfile(text, LIMITS) ?? undefined, ["proof", "request"]);
  const { proof, request } = outer ?? {};
  if (typeof proof !== "string" || typeof request !== "string") return refuse("form");
  const names = ["device", "ticket", "user", "v"];
  const fields = fieldsOf(readProfile(request, REQUEST_LIMITS) ?? undefined, names);
  const device = readDevice(fields?.["device"]);
  const user = parseUserId(fields?.["user"]);
  const ticket = fields?.["ticket"];
  if (fields?.["v"] !== 1 || device === null || user === null) return refuse("form");
  if (ticket !== SERVICE_TICKET && !isBytes(ticket, 16)) return refuse("form");
  return isSignedBy(DOMAIN, toUtf8(request), proof, device.act)
    ? accept({ ticket, user, device })
    : refuse("proof");
}

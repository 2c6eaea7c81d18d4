import { encodeProfile } from "@parley/base";
import { ready } from "@parley/crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  makeEnrolmentRequest,
  makeListingRequest,
  parseEnrolmentRequest,
  SERVICE_TICKET,
  type EnrolmentRequest,
} from "../src/index.ts";
import { bytes16, edits } from "./documents.ts";
import { actKeys, device, user } from "./sample.ts";

let request: EnrolmentRequest;
let text: string;

beforeAll(async () => {
  await ready();
  request = { ticket: bytes16(7), user: user("xa1"), device: device(1) };
  text = makeEnrolmentRequest(request, actKeys(1).secretKey);
});

const refused = (refusal: "form" | "proof"): unknown => ({ ok: false, refusal });

describe("enrolment request", () => {
  it("[ENROL-1] is read as it was made, and keeps its text", () => {
    expect(parseEnrolmentRequest(text)).toEqual({ ok: true, value: request });
    expect(text).toMatchSnapshot();
  });

  it("[ENROL-1] of the service has no ticket", () => {
    const service = { ...request, ticket: SERVICE_TICKET };
    expect(parseEnrolmentRequest(makeEnrolmentRequest(service, actKeys(1).secretKey))).toEqual({
      ok: true,
      value: service,
    });
  });

  it("[ENROL-1] asks for a proof by the act key that it names, over all that it says", () => {
    const by = (one: EnrolmentRequest, seed: number): string =>
      makeEnrolmentRequest(one, actKeys(seed).secretKey);
    expect(parseEnrolmentRequest(by(request, 2))).toEqual(refused("proof"));
    const { proof } = JSON.parse(text) as { readonly proof: string };
    for (const change of [
      { user: user("xb2") },
      { ticket: bytes16(8) },
      { device: device(1, { seal: device(2).seal }) },
    ]) {
      const other = JSON.parse(by({ ...request, ...change }, 1)) as object;
      expect(parseEnrolmentRequest(encodeProfile({ ...other, proof }))).toEqual(refused("proof"));
    }
  });

  it("[ENROL-1] is no request of another kind, and the reverse", () => {
    const listing = makeListingRequest(request, actKeys(1).secretKey);
    expect(parseEnrolmentRequest(listing)).toEqual(refused("form"));
  });

  it("[ENROL-1] refuses an edit of any character, and never throws", () => {
    fc.assert(
      fc.property(edits(text), (edited) => {
        expect(parseEnrolmentRequest(edited).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
    const inner = fc.oneof(fc.string({ unit: "binary" }), fc.json());
    const outer = fc
      .tuple(inner, inner)
      .map(([proof, one]) => JSON.stringify({ proof, request: one }));
    fc.assert(
      fc.property(fc.oneof(inner, outer), (one) => {
        expect(parseEnrolmentRequest(one).ok).toBe(false);
      }),
    );
  });

  it.each<[string, object]>([
    ["another version", { v: 2 }],
    ["a ticket that is none", { ticket: "" }],
    ["a ticket of other length", { ticket: "AAAA" }],
    ["an account that is none", { user: "xa1" }],
    ["no device", { device: "DEVICE1" }],
    ["a member more", { role: "officer" }],
  ])("[ENROL-1] refuses %s", (_name, change) => {
    const inner = { ...request, device: { ...request.device }, v: 1, ...change };
    const outer = { proof: "A", request: encodeProfile(inner) };
    expect(parseEnrolmentRequest(encodeProfile(outer))).toEqual(refused("form"));
  });
});

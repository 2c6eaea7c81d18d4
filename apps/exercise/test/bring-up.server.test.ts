import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseDeviceId, parseUserId, toBase64Url } from "@parley/base";
import { makeSealKeyPair, makeSignKeyPair, randomBytes } from "@parley/crypto";
import { makeListingRequest, parseRoot, readLog } from "@parley/directory";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainRequest } from "../../../test/harness/plain-requests.ts";
import { bringUp, type Exercise } from "../src/bring-up.ts";
import type { ExerciseFile } from "../src/exercise-file.ts";
import { technicalOffice } from "../src/office.ts";

const dir = mkdtempSync(path.join(tmpdir(), "parley-exercise-"));
let exercise: Exercise;

beforeAll(async () => {
  exercise = await bringUp({
    dir,
    offices: [technicalOffice("XA", 1), technicalOffice("XB", 1)],
    now: Date.now,
  });
});

afterAll(async () => {
  await exercise.close();
  rmSync(dir, { recursive: true, force: true });
});

function fileOf(place: number): ExerciseFile {
  return JSON.parse(readFileSync(exercise.places[place]!.exerciseFile, "utf8")) as ExerciseFile;
}

async function signInStatus({ account, password }: ExerciseFile): Promise<number> {
  const { status } = await plainRequest(
    exercise.homeserver,
    null,
    "POST",
    "/_matrix/client/v3/login",
    { type: "m.login.password", identifier: { type: "m.id.user", user: account }, password },
  );
  return status;
}

describe("an exercise, brought up", () => {
  it("gives every office an account, a file and a folder of its own", async () => {
    const [alfa, bravo] = [fileOf(0), fileOf(1)];
    expect(alfa.account).not.toBe(bravo.account);
    expect(alfa.request).not.toBe(bravo.request);
    expect([alfa.root, alfa.log]).toEqual([bravo.root, bravo.log]);
    expect(alfa.homeserver).toBe(exercise.homeserver.baseUrl);
    expect(await Promise.all([signInStatus(alfa), signInStatus(bravo)])).toEqual([200, 200]);
    expect(new Set(exercise.places.map(({ profile }) => profile)).size).toBe(2);
  });

  it("lists who asks through the file", async () => {
    const { account, request, root, log } = fileOf(0);
    const act = makeSignKeyPair();
    const key = (): string => Buffer.from(randomBytes(32)).toString("base64").replace("=", "");
    const device = {
      id: parseDeviceId("ABCDEFGHIJ")!,
      ed25519: key(),
      curve25519: key(),
      act: toBase64Url(act.publicKey),
      seal: toBase64Url(makeSealKeyPair().publicKey),
    };
    const user = parseUserId(account)!;
    writeFileSync(request, makeListingRequest({ user, device }, act.secretKey));
    const trust = parseRoot(root);
    if (!trust.ok) throw new Error("no root");
    await expect
      .poll(
        () => {
          const read = readLog(trust.value, readFileSync(log, "utf8"));
          return read.ok ? read.value.recordByUser(user)?.id : read.refusal;
        },
        { timeout: 10_000 },
      )
      .toBe("xa-tech-1");
  });

  it("goes on after its homeserver was killed, with one more office", async () => {
    const { baseUrl } = exercise.homeserver;
    await exercise.restartHomeserver();
    expect(exercise.homeserver.baseUrl).toBe(baseUrl);
    expect(await signInStatus(fileOf(1))).toBe(200);
    const charlie = await exercise.addPlace(technicalOffice("XC", 1));
    expect(charlie.office.state).toBe("XC");
    expect(await signInStatus(fileOf(2))).toBe(200);
  });
});

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFaceless } from "../../../test/harness/faceless.ts";
import { ticketOf } from "../../../test/harness/ticket-of.ts";
import { bringUp, type Exercise } from "../src/bring-up.ts";
import { policyOffice, technicalOffice } from "../src/office.ts";
import type { Place } from "../src/place.ts";

const dir = mkdtempSync(path.join(tmpdir(), "parley-exercise-"));
let exercise: Exercise;

beforeAll(async () => {
  const offices = [technicalOffice("XA", 1), technicalOffice("XB", 1)];
  exercise = await bringUp({ dir, offices, now: Date.now, deskClosed: true });
});

afterAll(async () => {
  await exercise?.close();
  rmSync(dir, { recursive: true, force: true });
});

function place(n: number): Place {
  const found = exercise.places[n];
  if (found === undefined) throw new Error("no such place");
  return found;
}

describe("an exercise, brought up", () => {
  it("lists its service first, and the key that dates its heads", () => {
    const { log } = exercise.officers;
    expect(log.entries().map(({ operation }) => operation.op)).toEqual(["admit", "headkey"]);
    expect(log.recordByUser(exercise.service.user)?.kind).toBe("service");
  });

  it("gives every office an account, a ticket, a network and a folder of its own", () => {
    const [alfa, bravo] = [place(0), place(1)];
    expect(ticketOf(alfa)).toMatchObject({ user: alfa.user, rec: "xa-tech-1", state: "XA" });
    expect(ticketOf(alfa).id).not.toBe(ticketOf(bravo).id);
    expect(readFileSync(alfa.networkFile, "utf8")).not.toContain(alfa.user);
    expect(new Set(exercise.places.map(({ profile }) => profile)).size).toBe(2);
  });

  it("[ENROL-1] lists who asks once the words were heard and the desk is open, and nobody on other words", async () => {
    const alfa = await openFaceless(exercise, place(0));
    expect(alfa.snapshot().me.listing).toBe("waiting");
    const { officers } = exercise;
    const other = Array.from({ length: 12 }, () => "abandon").join(" ");
    await expect.poll(() => officers.asks(place(0)), { timeout: 60_000 }).toBe(true);
    expect(await officers.admit(place(0), other)).toMatchObject({ refusal: { reason: "differ" } });
    expect(officers.log.recordOf(place(0).office.id)).toBeNull();
    await exercise.openDesk(place(0));
    await expect.poll(() => alfa.snapshot().me.listing, { timeout: 60_000 }).toBe("listed");
    await alfa.close();
  });

  it("goes on after its homeserver was killed, with one more office", async () => {
    const { baseUrl } = exercise.homeserver;
    await exercise.restartHomeserver();
    expect(exercise.homeserver.baseUrl).toBe(baseUrl);
    await exercise.openDesk();
    const charlie = await openFaceless(exercise, await exercise.addPlace(technicalOffice("XC", 1)));
    expect(charlie.snapshot().me.listing).toBe("listed");
    await charlie.close();
  });

  it("[DIR-1] waits for the signature of a State that is in the directory already", async () => {
    const bravo = await openFaceless(exercise, place(1));
    const second = await exercise.addPlace(policyOffice("XB", 1));
    const opening = openFaceless(exercise, second);
    await expect.poll(() => bravo.snapshot().toSign.length, { timeout: 60_000 }).toBe(1);
    expect(exercise.officers.log.recordOf(second.office.id)).toBeNull();
    const signed = await bravo.coSign(bravo.snapshot().toSign[0]?.hash ?? "");
    expect(signed.ok).toBe(true);
    const policy = await opening;
    expect(policy.snapshot().me.listing).toBe("listed");
    await policy.close();
    await bravo.close();
  });
});

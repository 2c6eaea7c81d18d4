import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ActHash } from "@parley/base";
import { startHomeserver, type Homeserver } from "@parley/homeserver";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { ExerciseDirectory } from "../../harness/exercise-directory.ts";
import { startHostileProxy, type HostileProxy } from "../../harness/hostile-proxy.ts";
import { whileKeyIsOnItsWay } from "../../harness/key-share.ts";
import { notification, Office, until } from "../../harness/office.ts";
import { takeUncaught } from "../../harness/take-uncaught.ts";

const DAY = 24 * 3_600_000;

describe("the whole client in Node", () => {
  let dir = "";
  let server: Homeserver;
  let line: HostileProxy;
  const offices: Office[] = [];
  let restore = (): void => undefined;

  beforeAll(async () => {
    dir = mkdtempSync(path.join(tmpdir(), "parley-clock-"));
    server = await startHomeserver({ dir, exercise: true });
    line = await startHostileProxy(server.baseUrl);
  });

  afterEach(() => {
    vi.restoreAllMocks();
    restore();
  });

  afterAll(async () => {
    for (const office of offices) await office.close();
    await line?.stop();
    await server?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it("[OUTBOX-1] eight days on while a room key is on its way: the session is replaced, everything arrives once", async () => {
    const directory = await ExerciseDirectory.make();
    const meet = async (base: string, state: string): Promise<Office> => {
      const account = await server.createAccount();
      const one = new Office(base, directory, account, `${state.toLowerCase()}-tech-1`, state);
      offices.push(one);
      await one.signIn();
      await one.admitted();
      return one;
    };
    const alfa = await meet(line.baseUrl, "XA");
    const bravo = await meet(server.baseUrl, "XB");
    await until("Alfa to know Bravo", () =>
      alfa.client.snapshot().offices.some(({ rec }) => rec === bravo.rec),
    );
    const panics: unknown[] = [];
    restore = takeUncaught(panics);
    const real = Date.now.bind(Date);
    let step = 0;
    vi.spyOn(Date, "now").mockImplementation(() => real() + step);
    const stepped = whileKeyIsOnItsWay(line, () => {
      step = 8 * DAY;
    });
    expect((await alfa.client.signAndSend(notification(bravo))).ok).toBe(true);
    await stepped;
    const channel = alfa.consultation.id as ActHash;
    expect((await alfa.client.sendNote(channel, "Written while it hangs.")).ok).toBe(true);
    expect(alfa.consultation.headline).not.toBe("delivered");
    await until("the opening", () => bravo.client.snapshot().consultations.length === 1);
    await until("the note", () => bravo.notes().length > 0);
    await until("its grades", () =>
      [...alfa.entries("act"), ...alfa.entries("note")].every(
        (entry) => entry.kind !== "room" && entry.delivery?.state === "delivered",
      ),
    );
    expect(panics.map(String)).toEqual(["RuntimeError: unreachable"]);
    expect((await bravo.client.sendNote(channel, "Answered.")).ok).toBe(true);
    await until("the answer", () => alfa.notes().length === 2);
    expect(bravo.notes()).toEqual(["Written while it hangs.", "Answered."]);
    expect(bravo.entries("act")).toHaveLength(1);
  });
});

import type { CryptoBackend } from "matrix-js-sdk/lib/common-crypto/CryptoBackend.js";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { tellLostSyncs } from "../src/lost-sync.ts";

beforeEach(() => vi.useFakeTimers());

afterEach(() => vi.useRealTimers());

/** A machine whose store takes writes or not. */
function machine(store: string, tell: () => void): { full: boolean; take(): Promise<unknown> } {
  const state = { full: false };
  const crypto = {
    processSyncChanges: () =>
      state.full ? Promise.reject(new Error("no room")) : Promise.resolve([]),
  } as unknown as CryptoBackend;
  tellLostSyncs(crypto, store, tell);
  return Object.assign(state, { take: () => crypto.processSyncChanges({ toDeviceEvents: [] }) });
}

it("[OUTBOX-1] a sync that the machine cannot take in is told at once, and once a minute for each store", async () => {
  const told: string[] = [];
  const one = machine("one", () => told.push("one"));
  const other = machine("other", () => told.push("other"));
  await one.take();
  expect(told).toEqual([]);
  one.full = true;
  other.full = true;
  await expect(one.take()).rejects.toThrow("no room");
  expect(told).toEqual(["one"]);
  await expect(one.take()).rejects.toThrow("no room");
  await expect(other.take()).rejects.toThrow("no room");
  expect(told).toEqual(["one", "other"]);
  // The session that took its place knows of it: a message that no machine takes is passed over then.
  const next = machine("one", () => told.push("one again"));
  next.full = true;
  await expect(next.take()).rejects.toThrow("no room");
  vi.advanceTimersByTime(60_000);
  await expect(next.take()).rejects.toThrow("no room");
  expect(told).toEqual(["one", "other", "one again"]);
});

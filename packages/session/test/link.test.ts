import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LinkState } from "../src/link.ts";
import type { Link } from "../src/port.ts";

let said: Link[];
let asked: number[];
let link: LinkState;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  said = [];
  asked = [];
  link = new LinkState({
    say: (one) => said.push(one),
    ask: () => asked.push(Date.now() - 1_000_000),
    now: () => Date.now(),
  });
});

afterEach(() => {
  link.close();
  vi.useRealTimers();
});

describe("the link", () => {
  it("[LINK-1] asks again after 1, 2, 4, 8 and then every 10 seconds, away since the first failure", () => {
    for (let i = 0; i < 7; i++) {
      link.lost();
      vi.runOnlyPendingTimers();
    }
    expect(asked).toEqual([1, 3, 7, 15, 25, 35, 45].map((s) => s * 1_000));
    expect(said.at(-1)).toEqual({ state: "away", since: 1_000_000, retryAt: 1_045_000 });
  });

  it("[LINK-1] a sync that came through ends the waiting and says so once", () => {
    link.lost();
    link.found();
    link.found();
    vi.runAllTimers();
    expect(asked).toEqual([]);
    expect(said.map((one) => one.state)).toEqual(["away", "connected"]);
    link.lost();
    expect(said.at(-1)).toMatchObject({ retryAt: Date.now() + 1_000 });
  });

  it("[LINK-1] asking now is for those who are away", () => {
    link.retryNow();
    expect(asked).toEqual([]);
    link.lost();
    link.retryNow();
    expect(asked).toEqual([0]);
  });

  it("[LINK-1] an ended sign-in stays ended, and a closed link says nothing", () => {
    link.signedOut();
    link.found();
    link.lost();
    link.retryNow();
    expect(said).toEqual([{ state: "signed-out" }]);
    expect(link.current()).toEqual({ state: "signed-out" });
    const other = new LinkState({
      say: (one) => said.push(one),
      ask: () => undefined,
      now: Date.now,
    });
    other.lost();
    other.close();
    other.found();
    vi.runAllTimers();
    expect(said.map((one) => one.state)).toEqual(["signed-out", "away"]);
  });
});

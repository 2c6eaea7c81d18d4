import { describe, expect, it } from "vitest";
import { Closing } from "../src/main/closing.ts";
import { CRASH_LIMIT, CRASH_WINDOW_MS, Recovery } from "../src/main/recovery.ts";

function play(): {
  readonly closing: Closing;
  readonly log: readonly string[];
  readonly timePasses: () => void;
} {
  const log: string[] = [];
  let timer: (() => void) | null = null;
  const closing = new Closing(
    { close: () => log.push("close"), ask: () => log.push("ask") },
    (act) => {
      timer = act;
      return () => (timer = null);
    },
  );
  return { closing, log, timePasses: () => timer?.() };
}

describe("closing", () => {
  it("closes at once while no page listens", () => {
    expect(play().closing.mayClose()).toBe(true);
  });

  it("asks a page that listens, and waits for the person once it heard", () => {
    const { closing, log, timePasses } = play();
    closing.heard("listening");
    expect(closing.mayClose()).toBe(false);
    closing.heard("heard");
    timePasses();
    expect(log).toEqual(["ask"]);
    closing.closeNow();
    expect(log).toEqual(["ask", "close"]);
    expect(closing.mayClose()).toBe(true);
  });

  it("asks again when the person wants to close again", () => {
    const { closing, log } = play();
    closing.heard("listening");
    closing.mayClose();
    closing.heard("heard");
    closing.mayClose();
    expect(log).toEqual(["ask", "ask"]);
  });

  it("asks once while it waits, and closes over a page that does not even hear", () => {
    const { closing, log, timePasses } = play();
    closing.heard("listening");
    closing.mayClose();
    closing.mayClose();
    expect(log).toEqual(["ask"]);
    timePasses();
    expect(log).toEqual(["ask", "close"]);
    expect(closing.mayClose()).toBe(true);
  });

  it("forgets a page that left or stopped listening", () => {
    const { closing } = play();
    closing.heard("listening");
    closing.pageLeft();
    expect(closing.mayClose()).toBe(true);
    closing.heard("listening");
    closing.heard("deaf");
    expect(closing.mayClose()).toBe(true);
  });

  it("asks nobody when the session ends", () => {
    const { closing, log } = play();
    closing.heard("listening");
    closing.sessionEnds();
    expect(closing.mayClose()).toBe(true);
    expect(log).toEqual([]);
  });
});

describe("recovery", () => {
  it("reloads after a crash, and gives up when they come in a row", () => {
    const recovery = new Recovery();
    for (let i = 1; i < CRASH_LIMIT; i++) expect(recovery.crashed(i)).toBe("reload");
    expect(recovery.crashed(CRASH_LIMIT)).toBe("give-up");
  });

  it("does not count crashes of long ago", () => {
    const recovery = new Recovery();
    for (let i = 0; i < 10; i++) expect(recovery.crashed(i * CRASH_WINDOW_MS)).toBe("reload");
  });
});

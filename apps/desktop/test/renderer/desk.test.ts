import type { Client, ClientSnapshot } from "@parley/client";
import { accept, refuse } from "@parley/base";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import type { DesktopApi } from "../../src/contract/index.ts";
import { keepAttention } from "../../src/renderer/app/attention.ts";
import { everySecond, minuteOf } from "../../src/renderer/app/clock.ts";
import { DeskActions } from "../../src/renderer/app/desk-actions.ts";
import { Flushes, type Flush } from "../../src/renderer/app/flushes.ts";
import { windowKey, type KeyPress } from "../../src/renderer/app/keys.ts";
import { Moves } from "../../src/renderer/app/moves.ts";
import { readPreferences, shownTheme } from "../../src/renderer/app/preferences.ts";
import {
  consultationOf,
  HOME,
  makeRoute,
  openedDraft,
  settled,
} from "../../src/renderer/app/route.ts";
import { DraftSaver } from "../../src/renderer/features/compose/draft-saver.ts";
import { hasToAsk, LeaveDialog } from "../../src/renderer/features/leave/index.ts";
import {
  ALFA,
  arrived,
  consultation,
  draft,
  hash,
  NOW,
  payload,
  snapshot,
} from "../gallery/samples.ts";
import { OPENING, TestClock } from "./compose/sample.ts";

const clock = { now: () => NOW, after: () => () => undefined };

describe("route", () => {
  it("follows an opening when it gets its lasting id", () => {
    const pending = consultation({ id: payload(1) });
    const route = settled(
      { place: "consultation", id: pending.id, con: null },
      snapshot({ consultations: [pending] }),
    );
    const signed = snapshot({ consultations: [consultation({ id: hash(1) })] });
    expect(consultationOf(route, signed)?.id).toBe(hash(1));
    expect(settled(route, signed)).toMatchObject({ place: "consultation", id: hash(1) });
  });

  it("finds nothing for a consultation that is gone, and stays", () => {
    const route = { place: "consultation", id: hash(7), con: null } as const;
    expect(consultationOf(route, snapshot())).toBeNull();
    expect(settled(route, snapshot())).toBe(route);
  });
});

function actionsOn(shown: ClientSnapshot): {
  readonly actions: DeskActions;
  readonly saved: ReturnType<typeof vi.fn<Client["saveDraft"]>>;
  readonly route: ReturnType<typeof makeRoute>;
} {
  const saved = vi.fn<Client["saveDraft"]>(() => Promise.resolve(accept(undefined)));
  const route = makeRoute();
  const moves = new Moves(route, new Flushes(clock));
  const actions = new DeskActions({ snapshot: () => shown, saveDraft: saved }, moves, clock);
  return { actions, saved, route };
}

describe("time on the desk", () => {
  it("counts seconds, and draws anew only where the asked step has passed", async () => {
    expect(minuteOf(NOW + 59_999)).toBe(NOW);
    expect(minuteOf(NOW + 60_000)).toBe(NOW + 60_000);
    const moved = new TestClock();
    const told = vi.fn<() => void>();
    const stop = everySecond(moved, told);
    await moved.move(1000);
    await moved.move(1000);
    expect(told).toHaveBeenCalledTimes(2);
    stop();
    await moved.move(1000);
    expect(told).toHaveBeenCalledTimes(2);
  });
});

describe("forms", () => {
  it("stand with the draft they were opened on until they are left, also once it was signed", () => {
    const begun = draft({ id: "begun" });
    const opened = openedDraft(null, "begun", snapshot({ drafts: [begun] }));
    expect(opened).toBe(begun);
    expect(openedDraft(opened, "begun", snapshot())).toBe(begun);
    expect(openedDraft(opened, "begun", snapshot({ drafts: [{ ...begun }] }))).toBe(begun);
    expect(openedDraft(opened, "other", snapshot())).toBeNull();
  });

  it("saves a new opening before its form is shown", async () => {
    const { actions, saved, route } = actionsOn(snapshot());
    await actions.openWith(ALFA);
    const written = saved.mock.calls[0]?.[0];
    expect(written).toMatchObject({ kind: "T02", channel: null, roster: [ALFA.rec] });
    expect(route.getState()).toMatchObject({ place: "compose", draft: written?.id });
  });

  it("goes on with a draft to the same act instead of beginning another", async () => {
    const begun = draft({ id: "begun", kind: "T04", channel: hash(1), re: hash(1) });
    const { actions, saved, route } = actionsOn(
      snapshot({ consultations: [arrived()], drafts: [begun] }),
    );
    await actions.compose({ form: "reply", channel: hash(1), re: hash(1), reply: "holding" });
    expect(saved).not.toHaveBeenCalled();
    expect(route.getState()).toMatchObject({ place: "compose", draft: "begun" });
  });

  it("stays where it is when the draft cannot be stored", async () => {
    const { actions, saved, route } = actionsOn(snapshot());
    saved.mockResolvedValueOnce({ ok: false, refusal: { reason: "disk" } });
    expect((await actions.openWith(ALFA)).ok).toBe(false);
    expect(route.getState()).toEqual({ place: "home" });
  });
});

describe("keys of the window", () => {
  const press = (more: Partial<KeyPress>): KeyPress => ({
    key: "n",
    ctrl: false,
    shift: false,
    alt: false,
    inText: false,
    inDialog: false,
    ...more,
  });

  it("takes single keys outside of text and dialogs only, unless they are switched off", () => {
    expect(windowKey(press({}), true)).toBe("new");
    expect(windowKey(press({ inText: true }), true)).toBeNull();
    expect(windowKey(press({ inDialog: true }), true)).toBeNull();
    expect(windowKey(press({ ctrl: true }), true)).toBeNull();
    expect(windowKey(press({}), false)).toBeNull();
    expect(windowKey(press({ key: "Escape" }), false)).toBe("back");
    expect(windowKey(press({ key: "Escape", inText: true }), true)).toBeNull();
  });

  it("locks from everywhere and moves between regions without single keys", () => {
    const lock = { key: "L", ctrl: true, shift: true, inText: true, inDialog: true };
    expect(windowKey(press(lock), false)).toBe("lock");
    expect(windowKey(press({ key: "F6", inText: true }), false)).toBe("region");
    expect(windowKey(press({ key: "F6", shift: true }), false)).toBe("region-back");
  });
});

describe("leaving", () => {
  it("asks while something waits, and always before everything is removed", () => {
    const waits = snapshot({ outbox: { queued: 0, held: 1 } });
    expect(hasToAsk("quit", snapshot())).toBe(false);
    expect(hasToAsk("quit", waits)).toBe(true);
    expect(hasToAsk("lock", waits)).toBe(true);
    expect(hasToAsk("sign-out", snapshot())).toBe(true);
    // What counts is whether something typed is kept; a full disk alone loses nothing.
    const full = snapshot({ alarms: [{ kind: "disk", reason: "full", at: NOW }] });
    expect(hasToAsk("quit", full)).toBe(false);
  });

  it("finishes every form even where one of them fails", async () => {
    const flushes = new Flushes(clock);
    const done = vi.fn<Flush>(() => Promise.resolve(true));
    const broken = flushes.add(() => Promise.reject(new Error("full")));
    const stop = flushes.add(done);
    expect(await flushes.run()).toBe(false);
    expect(done).toHaveBeenCalledOnce();
    broken();
    expect(await flushes.run()).toBe(true);
    stop();
    await flushes.run();
    expect(done).toHaveBeenCalledTimes(2);
  });

  it("stays on a form whose draft the disk refuses, and goes once it is kept", async () => {
    const flushes = new Flushes(clock);
    const route = makeRoute();
    const moves = new Moves(route, flushes);
    const form = { place: "compose", draft: "one", back: HOME } as const;
    moves.leaveTo(form);
    let disk: "full" | "well" = "full";
    const saver = new DraftSaver(
      () => Promise.resolve(disk === "full" ? refuse({ reason: "disk" }) : accept(undefined)),
      new TestClock(),
      true,
    );
    flushes.add(() => saver.flush());
    saver.change(OPENING);
    const actions = new DeskActions(
      { snapshot, saveDraft: () => Promise.resolve(accept(undefined)) },
      moves,
      clock,
    );

    expect(await moves.to(HOME)).toBe(false);
    await actions.goOn("another");
    expect(route.getState()).toBe(form);
    expect(moves.stays.getState()).toMatchObject({ place: "compose", draft: "another" });
    disk = "well";
    expect(await moves.to(HOME)).toBe(true);
    expect(route.getState()).toBe(HOME);
    expect(moves.stays.getState()).toBeNull();
  });

  it("does not lock anybody in while the disk does not answer", async () => {
    const slow = new TestClock();
    const flushes = new Flushes(slow);
    flushes.add(() => new Promise(() => undefined));
    const kept = flushes.run();
    await slow.move(5000);
    expect(await kept).toBe(false);
  });

  it("follows the newest wish only, whichever form ends first", async () => {
    const flushes = new Flushes(clock);
    const route = makeRoute();
    const moves = new Moves(route, flushes);
    const waiting: (() => void)[] = [];
    flushes.add(() => new Promise((done) => waiting.push(() => done(true))));
    const first = moves.to({ place: "choose" });
    const second = moves.to({ place: "consultation", id: hash(1), con: null });
    for (const end of waiting.toReversed()) end();
    expect([await first, await second]).toEqual([false, true]);
    expect(route.getState()).toMatchObject({ place: "consultation" });
  });

  it.each(["quit", "lock", "sign-out"] as const)(
    "says before %s that what was typed is not kept, and names the way that loses it",
    (way) => {
      const html = (kept: boolean): string =>
        renderToStaticMarkup(
          createElement(LeaveDialog, {
            way,
            kept,
            snapshot: snapshot({ outbox: { queued: 1, held: 0 } }),
            onBack: () => undefined,
            onLeave: () => undefined,
          }),
        );
      expect(html(true)).not.toMatch(/lost, too|loses it|without keeping it/);
      expect(html(false)).toMatch(/lost, too|loses it/);
      expect(html(false)).toMatch(/without keeping it|Sign out and remove/);
    },
  );
});

describe("attention", () => {
  it("counts at once, rings only when the count grows, and says nothing twice", () => {
    let shown = snapshot({ unread: 2 });
    let changed = (): void => undefined;
    const attention = vi.fn<DesktopApi["attention"]>(() => Promise.resolve());
    const stop = keepAttention(
      {
        snapshot: () => shown,
        subscribe: (listener) => {
          changed = listener;
          return () => {
            changed = () => undefined;
          };
        },
      },
      { attention },
      () => undefined,
    );
    for (const unread of [2, 3, 0]) {
      shown = snapshot({ unread });
      changed();
    }
    stop();
    changed();
    expect(attention.mock.calls).toEqual([
      [{ unread: 2, arrived: false }],
      [{ unread: 3, arrived: true }],
      [{ unread: 0, arrived: false }],
    ]);
  });
});

describe("preferences", () => {
  it("takes what fits and the default for the rest", () => {
    const system = { theme: "system", singleKeys: true };
    expect(readPreferences(null)).toEqual(system);
    expect(readPreferences("{")).toEqual(system);
    expect(readPreferences('{"theme":"pink","singleKeys":false}')).toEqual({
      theme: "system",
      singleKeys: false,
    });
  });

  it("follows the system, its wish for contrast before that for darkness", () => {
    expect(shownTheme("system", { dark: true, contrast: true })).toBe("contrast");
    expect(shownTheme("system", { dark: true, contrast: false })).toBe("dark");
    expect(shownTheme("light", { dark: true, contrast: true })).toBe("light");
  });
});

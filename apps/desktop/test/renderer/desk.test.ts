import type { Client, ClientSnapshot } from "@parley/client";
import { accept } from "@parley/base";
import { describe, expect, it, vi } from "vitest";
import type { DesktopApi } from "../../src/contract/index.ts";
import { keepAttention } from "../../src/renderer/app/attention.ts";
import { DeskActions } from "../../src/renderer/app/desk-actions.ts";
import { Flushes } from "../../src/renderer/app/flushes.ts";
import { windowKey, type KeyPress } from "../../src/renderer/app/keys.ts";
import { readPreferences, shownTheme } from "../../src/renderer/app/preferences.ts";
import { consultationOf, makeRoute, settled } from "../../src/renderer/app/route.ts";
import { hasToAsk } from "../../src/renderer/features/leave/index.ts";
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
  const actions = new DeskActions({ snapshot: () => shown, saveDraft: saved }, route, clock);
  return { actions, saved, route };
}

describe("forms", () => {
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
    const full = snapshot({ alarms: [{ kind: "disk", reason: "full", at: NOW }] });
    expect(hasToAsk("quit", full)).toBe(true);
  });

  it("finishes every form even where one of them fails", async () => {
    const flushes = new Flushes();
    const done = vi.fn<() => Promise<void>>(() => Promise.resolve());
    flushes.add(() => Promise.reject(new Error("full")));
    const stop = flushes.add(done);
    await flushes.run();
    expect(done).toHaveBeenCalledOnce();
    stop();
    await flushes.run();
    expect(done).toHaveBeenCalledOnce();
  });
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

import { accept, refuse, type Result } from "@parley/base";
import type { ActDraft, ActionRefusal } from "@parley/client";
import { describe, expect, it } from "vitest";
import { DraftSaver } from "../../../src/renderer/features/compose/draft-saver.ts";
import { OPENING, settled, TestClock } from "./sample.ts";

type Answer = Result<void, ActionRefusal>;

/** A disk whose writes end when the test says so. */
function disk(): {
  saver: DraftSaver;
  clock: TestClock;
  written: string[];
  answer: (answer?: Answer) => Promise<void>;
} {
  const written: string[] = [];
  const waiting: ((answer: Answer) => void)[] = [];
  const clock = new TestClock();
  const save = (draft: ActDraft): Promise<Answer> => {
    written.push(String(draft.fields["incident_ref"]));
    return new Promise((done) => {
      waiting.push(done);
    });
  };
  const answer = async (given: Answer = accept(undefined)): Promise<void> => {
    waiting.shift()?.(given);
    await settled();
  };
  return { saver: new DraftSaver(save, clock, false), clock, written, answer };
}

const typed = (text: string): ActDraft => ({
  ...OPENING,
  fields: { ...OPENING.fields, incident_ref: text },
});

describe("saving a draft while it is typed", () => {
  it("writes once after a quiet, and says saved only when the disk has it", async () => {
    const { saver, clock, written, answer } = disk();
    expect(saver.state()).toEqual({ state: "new" });
    saver.change(typed("a"));
    await clock.move(200);
    saver.change(typed("ab"));
    await clock.move(200);
    expect(written).toEqual([]);
    await clock.move(100);
    expect(written).toEqual(["ab"]);
    expect(saver.state()).toEqual({ state: "saving" });
    await answer();
    expect(saver.state()).toEqual({ state: "saved", at: clock.now() });
  });

  it("writes at once when flushed, one after the other, the newest last", async () => {
    const { saver, written, answer } = disk();
    saver.change(typed("a"));
    const first = saver.flush();
    saver.change(typed("b"));
    saver.change(typed("c"));
    const second = saver.flush();
    expect(written).toEqual(["a"]);
    await answer();
    expect(written).toEqual(["a", "c"]);
    expect(saver.state()).toEqual({ state: "saving" });
    await answer();
    await Promise.all([first, second]);
    expect(saver.state().state).toBe("saved");
  });

  it("says that the disk refused, keeps what was typed and writes it again", async () => {
    const { saver, written, answer } = disk();
    saver.change(typed("a"));
    void saver.flush();
    await answer(refuse({ reason: "disk" }));
    expect(saver.state()).toEqual({ state: "refused", refusal: { reason: "disk" } });
    void saver.flush();
    await answer();
    expect(written).toEqual(["a", "a"]);
    expect(saver.state().state).toBe("saved");
  });

  it("writes the newest text, not the refused one, after a refusal", async () => {
    const { saver, written, answer } = disk();
    saver.change(typed("a"));
    void saver.flush();
    saver.change(typed("b"));
    await answer(refuse({ reason: "disk" }));
    void saver.flush();
    await answer();
    expect(written).toEqual(["a", "b"]);
  });

  it("takes a store that throws for one that refused", async () => {
    const clock = new TestClock();
    const saver = new DraftSaver(() => Promise.reject(new Error("gone")), clock, true);
    expect(saver.state()).toEqual({ state: "saved", at: null });
    saver.change(typed("a"));
    await saver.flush();
    expect(saver.state()).toEqual({ state: "refused", refusal: { reason: "disk" } });
  });

  it("writes nothing while it is paused, and what was left afterwards", async () => {
    const { saver, clock, written, answer } = disk();
    saver.change(typed("a"));
    await saver.pause();
    saver.change(typed("b"));
    await clock.move(1_000);
    await saver.flush();
    expect(written).toEqual([]);
    void saver.resume();
    await answer();
    expect(written).toEqual(["b"]);
  });

  it("waits for the write under way before it is paused", async () => {
    const { saver, answer } = disk();
    saver.change(typed("a"));
    void saver.flush();
    let paused = false;
    const pausing = saver.pause().then(() => (paused = true));
    await settled();
    expect(paused).toBe(false);
    await answer();
    await pausing;
    expect(paused).toBe(true);
  });

  it("answers whether all is kept, and has nothing left to keep once the draft was signed or discarded", async () => {
    const { saver, clock, written, answer } = disk();
    saver.change(typed("a"));
    const refused = saver.flush();
    await answer(refuse({ reason: "disk" }));
    expect(await refused).toBe(false);
    const kept = saver.flush();
    await answer();
    expect(await kept).toBe(true);
    saver.change(typed("ab"));
    await saver.pause();
    expect(await saver.flush()).toBe(false);
    saver.end();
    expect(await saver.flush()).toBe(true);
    await clock.move(1000);
    expect(written).toEqual(["a", "a"]);
  });
});

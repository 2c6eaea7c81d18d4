import { accept, refuse, type Result } from "@parley/base";
import type { ActionRefusal } from "@parley/client";
import { describe, expect, it } from "vitest";
import { NoteSaver, type SaveState } from "../../src/renderer/features/consultation/note-saver.ts";

/** A disk that writes when it is told to. */
function slowDisk() {
  const written: string[] = [];
  const waiting: ((result: Result<void, ActionRefusal>) => void)[] = [];
  return {
    written,
    save: (text: string): Promise<Result<void, ActionRefusal>> => {
      written.push(text);
      return new Promise((resolve) => waiting.push(resolve));
    },
    finish: async (result: Result<void, ActionRefusal> = accept(undefined)): Promise<void> => {
      waiting.shift()?.(result);
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
  };
}

describe("NoteSaver", () => {
  it("writes at once, one text at a time, the newest last", async () => {
    const disk = slowDisk();
    const states: SaveState[] = [];
    const saver = new NoteSaver((state) => states.push(state));
    for (const text of ["T", "Th", "Tha", "Than"]) saver.write(text, disk.save);
    expect(disk.written).toEqual(["T"]);
    await disk.finish();
    expect(disk.written).toEqual(["T", "Than"]);
    await disk.finish();
    await saver.flush();
    expect(states).toEqual(["saving", "saved"]);
  });

  it("writes nothing more after it settled, so that a sent note does not come back as a draft", async () => {
    const disk = slowDisk();
    const saver = new NoteSaver(() => undefined);
    saver.write("Thanks", disk.save);
    saver.write("Thanks.", disk.save);
    const settled = saver.settle();
    await disk.finish();
    await settled;
    expect(disk.written).toEqual(["Thanks"]);
  });

  it("says when the disk refuses or breaks, and tries again with the next letter", async () => {
    const states: SaveState[] = [];
    const saver = new NoteSaver((state) => states.push(state));
    saver.write("a", () => Promise.resolve(refuse({ reason: "disk" })));
    expect(await saver.flush()).toBe(false);
    saver.write("ab", () => Promise.reject(new Error("gone")));
    expect(await saver.flush()).toBe(false);
    saver.write("abc", () => Promise.resolve(accept(undefined)));
    expect(await saver.flush()).toBe(true);
    expect(states).toEqual(["saving", "refused", "saving", "refused", "saving", "saved"]);
  });

  it("writes once more what was refused before it is left", async () => {
    const written: string[] = [];
    let full = true;
    const saver = new NoteSaver(() => undefined);
    saver.write("Thanks", (text) => {
      written.push(text);
      return Promise.resolve(full ? refuse({ reason: "disk" }) : accept(undefined));
    });
    expect(await saver.flush()).toBe(false);
    expect(await saver.flush()).toBe(false);
    full = false;
    expect(await saver.flush()).toBe(true);
    expect(written).toEqual(["Thanks", "Thanks", "Thanks"]);
    await saver.settle();
    expect(await saver.flush()).toBe(true);
  });
});

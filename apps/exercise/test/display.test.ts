import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { hasDisplay, startVirtualDisplay, type VirtualDisplay } from "../src/display.ts";

/** Whether an X server takes connections there. */
function answers({ display }: VirtualDisplay): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(`/tmp/.X11-unix/X${display.slice(1)}`);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

describe("a display", () => {
  it.each([
    ["linux", {}, false],
    ["linux", { DISPLAY: "" }, false],
    ["linux", { DISPLAY: ":0" }, true],
    ["linux", { WAYLAND_DISPLAY: "wayland-0" }, true],
    ["darwin", {}, true],
    ["win32", {}, true],
  ] as const)("is known on %s with %o: %s", (platform, env, expected) => {
    expect(hasDisplay(platform, env)).toBe(expected);
  });

  it("is started twice without meeting, and ends", async () => {
    const one = await startVirtualDisplay(process.env);
    const other = await startVirtualDisplay(process.env);
    expect(one.display).toMatch(/^:\d+$/);
    expect(one.display).not.toBe(other.display);
    expect(await Promise.all([answers(one), answers(other)])).toEqual([true, true]);
    await one.close();
    await other.close();
    expect(await Promise.all([answers(one), answers(other)])).toEqual([false, false]);
  });

  it("says what to install where there is no Xvfb", async () => {
    await expect(startVirtualDisplay({ PATH: "/nonexistent" })).rejects.toThrow(
      "apt-get install xvfb",
    );
  });
});

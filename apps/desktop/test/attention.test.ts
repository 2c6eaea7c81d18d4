import { describe, expect, it } from "vitest";
import { AttentionSigns, type Signs } from "../src/main/attention.ts";

/** A window whose signs are written down; `click` is what the person does to the newest notification. */
function play(): {
  readonly signs: AttentionSigns;
  readonly log: string[];
  readonly look: (inFront: boolean) => void;
  readonly click: () => void;
} {
  const log: string[] = [];
  let inFront = false;
  let clicked: () => void = () => undefined;
  const window: Signs = {
    title: (text) => log.push(`title ${text}`),
    badge: (count) => log.push(`badge ${count}`),
    flash: (on) => log.push(on ? "flash" : "still"),
    inFront: () => inFront,
    bringToFront: () => log.push("front"),
    notify: ({ title, body }, onClick) => {
      log.push(`notify ${title}: ${body}`);
      clicked = onClick;
      return () => log.push("unnotify");
    },
  };
  const signs = new AttentionSigns(window, "Parley");
  log.length = 0;
  return { signs, log, look: (now) => (inFront = now), click: () => clicked() };
}

describe("attention", () => {
  it("counts on the title and the icon", () => {
    const { signs, log } = play();
    signs.show({ unread: 2, arrived: false });
    expect(log).toEqual(["title (2) Parley", "badge 2"]);
  });

  it("rings without content when something arrives and nobody looks, and a click leads back", () => {
    const { signs, log, click } = play();
    signs.show({ unread: 1, arrived: true });
    expect(log.slice(2)).toEqual(["flash", "notify Parley: New activity"]);
    click();
    expect(log.at(-1)).toBe("front");
  });

  it("stays silent while the person looks", () => {
    const { signs, log, look } = play();
    look(true);
    signs.show({ unread: 1, arrived: true });
    expect(log).toEqual(["title (1) Parley", "badge 1"]);
  });

  it("keeps one notification at a time, and takes it away when the person looks or nothing waits", () => {
    const { signs, log } = play();
    signs.show({ unread: 1, arrived: true });
    log.length = 0;
    signs.show({ unread: 2, arrived: true });
    expect(log.slice(2)).toEqual(["flash", "unnotify", "notify Parley: New activity"]);
    signs.calm();
    expect(log.slice(-2)).toEqual(["still", "unnotify"]);
    log.length = 0;
    signs.show({ unread: 0, arrived: false });
    expect(log).toEqual(["title Parley", "badge 0", "still"]);
  });
});

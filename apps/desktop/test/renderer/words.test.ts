import { describe, expect, it } from "vitest";
import type { Alarm } from "@parley/client";
import { characterCount, LEAST_CHARACTERS, passphraseAdvice } from "@parley/crypto";
import { LOG_REFUSALS } from "@parley/directory";
import { FOLD_TABLE } from "@parley/protocol";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import {
  noEffectReason,
  refusalText,
  standingOf,
  stepReason,
} from "../../src/renderer/acts/index.ts";
import { AlarmBanner, logRefusalWords } from "../../src/renderer/app/Alarms.tsx";
import { consultation as words } from "../../src/renderer/words/en/consultation.ts";
import { say, type Message as MessageOf } from "../../src/renderer/words/message.ts";
import { consultation } from "../gallery/samples.ts";
import { momentIn, placeOf, UTC } from "../../src/renderer/words/times.ts";

/** Any text of the catalogue; the arguments come from the text itself. */
type Message = MessageOf<Record<string, string | number>>;

const catalogues = import.meta.glob<Record<string, unknown>>("../../src/renderer/words/en/*.ts", {
  eager: true,
});

function messagesOf(value: unknown, path: string): readonly (readonly [string, Message])[] {
  if (typeof value !== "object" || value === null) return [];
  if ("text" in value && typeof value.text === "string") return [[path, value as Message]];
  return Object.entries(value).flatMap(([name, inner]) => messagesOf(inner, `${path}.${name}`));
}

const ALL = Object.entries(catalogues).flatMap(([file, module]) =>
  messagesOf(module, file.replace(/^.*\//, "")),
);

/** Every argument that a text names, with a value that fits its kind. */
function argumentsOf(text: string): Record<string, string | number> {
  const numbers = [...text.matchAll(/\{(\w+), (?:plural|number)/g)].map((found) => found[1] ?? "");
  const plain = [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? "");
  return Object.fromEntries<string | number>([
    ...plain.map((name) => [name, "x"] as const),
    ...numbers.map((name) => [name, 2] as const),
  ]);
}

describe("catalogue", () => {
  it("has texts", () => {
    expect(ALL.length).toBeGreaterThan(200);
  });

  it("says every text with the arguments that it names", () => {
    const said = ALL.map(([path, words]) => [path, say(words, argumentsOf(words.text))] as const);
    expect(said.filter(([, text]) => /[{}]/.test(text))).toEqual([]);
  });

  it("accuses nobody", () => {
    const accusing = /\b(overdue|failed to|guilty|ignored|attack by|too late)\b/i;
    expect(ALL.filter(([, words]) => accusing.test(words.text))).toEqual([]);
  });
});

describe("times", () => {
  it("names the day only where it is not today there", () => {
    const now = Date.parse("2026-03-10T22:30:00Z");
    expect(momentIn(now, UTC, now)).toBe("22:30");
    expect(momentIn(now + 2 * 3_600_000, UTC, now)).toBe("Wed 11 March 00:30");
    expect(placeOf("XQ" as never)).toEqual({ name: "Quebec", zone: "Europe/Brussels" });
  });
});

describe("refused logs", () => {
  it("has a sentence for every reason", () => {
    const reasons = Object.keys(LOG_REFUSALS) as (keyof typeof LOG_REFUSALS)[];
    for (const reason of [...reasons, "shorter", "forked"] as const) {
      expect(logRefusalWords(reason)).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe("names of the fold", () => {
  it("has words for every headline, reason and reply", () => {
    const nameless = (names: Iterable<string>, words: (name: string) => string | undefined) =>
      [...new Set(names)].filter((name) => [undefined, "", name].includes(words(name)));
    const { headlines, lapsedOver, reasons, noEffect, permissions, replyRank } = FOLD_TABLE;
    const shown = [...headlines.map((row) => row.name), ...lapsedOver, "delivered", "lapsed"];
    expect(
      nameless(shown, (name) => standingOf(consultation({ headline: name, entries: [] })).title),
    ).toEqual([]);
    expect(
      nameless(shown, (name) => standingOf(consultation({ headline: name, entries: [] })).says),
    ).toEqual([]);
    expect(nameless(reasons.keys(), (code) => refusalText({ reason: "not-now", code }))).toEqual(
      [],
    );
    const said = [
      ...[...reasons.keys()].map((code) => stepReason(code)),
      ...[...noEffect.keys()].map((name) => noEffectReason(name)),
    ];
    expect(
      said.filter((text) => /[{}]|can sign (it again|for a new)|[Rr]efer the/.test(text)),
    ).toEqual([]);
    const shownReasons = permissions.flatMap((row) => (row.else === null ? [] : [row.else]));
    expect(nameless(shownReasons, (name) => reasons.get(name))).toEqual([]);
    expect(nameless(noEffect.keys(), (name) => noEffect.get(name as never))).toEqual([]);
    const replies: { readonly [name: string]: MessageOf } = words.panel.reply;
    expect(nameless([...replyRank, "none"], (name) => replies[name]?.text)).toEqual([]);
  });
});

describe("alarms", () => {
  const html = (alarm: Alarm): string =>
    renderToStaticMarkup(
      createElement(AlarmBanner, {
        alarm,
        own: null,
        now: Date.parse("2026-03-10T01:14:00Z"),
        onOwnRecord: null,
        onRetry: () => undefined,
        onAcceptCopy: () => undefined,
      }),
    );

  it("does not call it a refused log that another office names another directory", () => {
    const text = html({ kind: "directory-refused", reason: "split-view", n: 7, at: 0 });
    expect(text).toContain("names another directory than yours");
    expect(text).toContain("entry 7");
    expect(text).not.toContain("A directory log was refused");
  });

  it("says for every reason why the disk takes nothing what to do", () => {
    const reasons = ["full", "damaged", "closed", "wrong-key", "newer"] as const;
    const texts = reasons.map((reason) => html({ kind: "disk", reason, at: 0 }));
    for (const text of texts) expect(text).toMatch(/(Make room|Close|backup|Start that version)/);
  });
});

describe("advice on a passphrase", () => {
  it.each([
    ["", "empty"],
    ["orchard", "too-short"],
    ["abababababab", "repeats"],
    ["qwertyuiop123456", "guessable"],
    ["password password", "guessable"],
    ["thunderstorms", "one-word"],
    ["orchard window copper", "good"],
    ["вишня окно медь сад", "good"],
  ])("%s is %s", (passphrase, advice) => {
    expect(passphraseAdvice(passphrase)).toBe(advice);
  });

  it("counts characters as the key is derived, not code units", () => {
    expect(characterCount("e\u0301".repeat(LEAST_CHARACTERS))).toBe(LEAST_CHARACTERS);
    expect(characterCount("😀")).toBe(1);
  });
});

import { encodeAct } from "@parley/protocol";
import { expect } from "vitest";
import { actBy, decline } from "../../../packages/client/test/forged-act.ts";
import type { Attack } from "../attack.ts";
import { goesOn } from "../goes-on.ts";
import { infiltrated } from "../infiltrated.ts";
import { refusals } from "../refusals.ts";
import { PROFILE } from "./defences.ts";
import { actsOf, hasCome, replyOf, sayAfter } from "./shown.ts";

const DEEP = `${"[".repeat(5_000)}${"]".repeat(5_000)}`;

/** What is done to the canonical text of an act before it is signed, by the reason that it is refused for. */
const WRITTEN: { readonly [reason in string]: readonly ((text: string) => string)[] } = {
  key: [
    // The second says the opposite of the first: two readers could each take another one.
    (text) => text.replace(/}$/, ',"f":{"reply_kind":"information"}}'),
    (text) => text.replace('"f":{', '"f":{"reply_kind":"information",'),
    (text) => text.replace('"f":{', '"f":{"__proto__":{"reply_kind":"information"},'),
    (text) => text.replace('"ask":{}', '"ask":{"ACK":"2026-11-24T10:00:00Z"}'),
  ],
  "not-canonical": [
    (text) => ` ${text}`,
    (text) => `${text}\n`,
    (text) => text.replaceAll(",", ", "),
    (text) => text.replace("decline", "\\u0064ecline"),
    (text) => text.replace(/^{(.*),"v":1}$/, '{"v":1,$1}'),
  ],
  "not-json": [(text) => `${text}{}`, (text) => `${text}\u00a0`, (text) => `\ufeff${text}`],
  number: [
    (text) => text.replace('"n":0', '"n":0.0'),
    (text) => text.replace('"n":0', '"n":-0'),
    (text) => text.replace('"n":0', '"n":0e0'),
    (text) => text.replace('"tv":1', '"tv":01'),
    (text) => text.replace(/"dir":{(.*?)"n":\d+/, '"dir":{$1"n":9007199254740993'),
    (text) => text.replace(/"dir":{(.*?)"n":\d+/, '"dir":{$1"n":1e400'),
  ],
  null: [(text) => text.replace('"f":{', '"f":{"conditions":null,')],
  character: [
    (text) => text.replace("its reasons", "its \\ud83d reasons"),
    (text) => text.replace("its reasons", "its \u202ereasons"),
    (text) => text.replace("its reasons", "its \\u2066reasons"),
    (text) => text.replace("its reasons", "its \\u0000 reasons"),
  ],
  "too-deep": [(text) => text.replace('"files":[]', `"files":${DEEP}`)],
  "string-too-long": [(text) => text.replace("its reasons", "x".repeat(8_200))],
  "payload-too-large": [(text) => text.replace("its reasons", "x".repeat(17_000))],
  "too-many-members": [(text) => text.replace('"files":[]', `"files":[${"1,".repeat(600)}1]`)],
};

export const BYTES: Attack = {
  attacker:
    "a listed office signs acts written otherwise than in their one form, some of which read two ways",
  rules: ["ACT-1"],
  defence: PROFILE,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, channel, room, place } = scene;
    const writings = Object.values(WRITTEN).flat();
    await Promise.all(
      writings.map((write) => {
        const act = actBy(charlie.signer, place, decline("its reasons"), { re: channel });
        const text = encodeAct(act);
        if (write(text) === text) throw new Error(`nothing to change: ${text}`);
        return charlie.carries(room, charlie.signsBytes(write(text)));
      }),
    );
    await sayAfter(scene);
    return [
      {
        says: "none of them is shown or counts, for Alfa or Bravo",
        holds: async () => {
          await hasCome(scene);
          for (const { office } of [alfa, bravo]) {
            expect(actsOf(office)).toHaveLength(1);
            expect(replyOf(office, channel, "XC")).toBe("none");
          }
        },
      },
      {
        says: "each is counted as refused, with its own reason",
        holds: () => {
          const counts = Object.entries(WRITTEN).map(([reason, { length }]) => [reason, length]);
          for (const { office } of [alfa, bravo])
            expect(refusals(office)).toEqual(Object.fromEntries(counts));
        },
      },
      ...goesOn(scene),
    ];
  },
};

import fc from "fast-check";
import { expect } from "vitest";
import { token } from "../../../packages/client/test/forged-act.ts";
import type { Attack } from "../attack.ts";
import { goesOn } from "../goes-on.ts";
import { infiltrated, type Infiltrated } from "../infiltrated.ts";
import { refusals } from "../refusals.ts";
import { READER } from "./defences.ts";

type Content = { readonly [name: string]: unknown };

/** No text, and nothing that reads as one. */
const noText = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 0.5, 2 ** 53, 1e300, [], {}, [[]], [""]),
  fc.integer(),
  fc.array(fc.jsonValue(), { maxLength: 4 }),
  fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 }),
);
const noId = fc.oneof(noText, fc.constantFrom("", "x", "=".repeat(22), "A".repeat(9_000)));
const noCount = fc.oneof(
  fc.constantFrom(null, "1", 0, -1, 1.5, 2 ** 53, 1e300, [1], { n: 1 }),
  fc.string(),
);

/** Each type with one member that is not what it has to be. */
function wrong({ charlie }: Infiltrated): fc.Arbitrary<readonly [type: string, content: Content]> {
  const dir = { n: charlie.signer.head.n, h: charlie.signer.head.h };
  const noHead = fc.oneof(
    noText,
    noCount.map((n) => ({ n, h: dir.h })),
    noId.map((h) => ({ n: dir.n, h })),
  );
  const noList = fc.oneof(
    noId,
    fc.array(noId, { minLength: 1, maxLength: 3 }),
    fc.constant([token(16), "x"]),
    fc.constant(Array.from({ length: 257 }, () => token(16))),
  );
  const of = (type: string, members: { readonly [name: string]: fc.Arbitrary<unknown> }) =>
    fc
      .constantFrom(...Object.keys(members))
      .chain((name) => (members[name] ?? noText).map((value) => [name, value] as const))
      .map(([name, value]): readonly [string, Content] => [
        type,
        { ...sound[type], id: token(16), [name]: value },
      ]);
  const sound: { readonly [type: string]: Content } = {
    "chat.parley.act": { act: "{}", sig: "A".repeat(86), body: "" },
    "m.room.message": { msgtype: "m.text", body: "never shown", dir },
    "chat.parley.grade": { dir, of: [token(16)] },
    "chat.parley.want": { of: [token(32)] },
  };
  const tooLong = fc.constantFrom("", "x".repeat(8_001), "é".repeat(4_001), "x".repeat(40_000));
  return fc.oneof(
    of("chat.parley.act", { id: noId, act: noText, sig: noId, body: noText }),
    of("m.room.message", { id: noId, msgtype: noId, body: fc.oneof(noText, tooLong), dir: noHead }),
    of("chat.parley.grade", { id: noId, dir: noHead, of: noList }),
    of("chat.parley.want", { id: noId, of: noList }),
    fc
      .constantFrom("m.reaction", "m.room.redaction", "__proto__", "chat.parley.other")
      .map((type): readonly [string, Content] => [
        type,
        { ...sound["m.room.message"], id: token(16) },
      ]),
  );
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, one) => all + one, 0);

export const SHAPES: Attack = {
  attacker: "a listed device sends payloads with members of every wrong type and size",
  rules: ["INBOX-1"],
  defence: READER,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, room } = scene;
    const sent = fc.sample(wrong(scene), { seed: 20_261_124, numRuns: 100 });
    await Promise.all(sent.map(([type, content]) => charlie.puts(room, type, content)));
    await charlie.notes(room, "the last one");
    const offices = [alfa.office, bravo.office];
    return [
      {
        says: "Alfa and Bravo show no note but the one that is whole",
        holds: async () => {
          for (const office of offices) {
            await stage.until("the last one", () => office.notes().includes("the last one"));
            expect(office.notes()).toEqual(["the last one"]);
          }
        },
      },
      {
        says: "each of the others is counted as refused, with its reason",
        holds: () =>
          expect(offices.map((one) => sum(refusals(one)))).toEqual([sent.length, sent.length]),
      },
      {
        says: "nothing alarms them",
        holds: () => expect(offices.flatMap(({ client }) => client.snapshot().alarms)).toEqual([]),
      },
      ...goesOn(scene),
    ];
  },
};

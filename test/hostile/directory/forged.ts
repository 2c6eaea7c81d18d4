import { makeSignKeyPair } from "@parley/crypto";
import { admit, device, disable, record } from "../../../packages/directory/test/sample.ts";
import { ExerciseDirectory } from "../../harness/exercise-directory.ts";
import type { Attack } from "../attack.ts";
import { BOOK, LOOK, OFFICERS, VERIFIED } from "./defences.ts";
import { offering } from "./offering.ts";

const stranger = admit(record("XS", 8));

export const FORGED: Attack = offering(
  "entries are offered that too few officers signed, or others, and a log of which one byte was changed",
  { rules: ["DIR-5"], defence: OFFICERS },
  ({ bravos }) => {
    const { log, officers } = bravos;
    const [one, two] = officers;
    if (one === undefined || two === undefined) throw new Error("no officers");
    const foreign = makeSignKeyPair();
    const by = (...keys: readonly (typeof one)[]): string =>
      log.text + bravos.lineOf(stranger, keys);
    return {
      "k - 1 officers": [by(one), "too-few-officers"],
      "one officer twice": [by(one, one), "signature"],
      "an officer and a stranger": [by(one, foreign), "foreign-signer"],
      "strangers alone": [by(foreign, makeSignKeyPair()), "foreign-signer"],
      "a stranger as an officer": [
        by(one, { publicKey: two.publicKey, secretKey: foreign.secretKey }),
        "signature",
      ],
      "one byte": [log.text.replace("XA", "XS"), "signature"],
    };
  },
);

export const BRIBED: Attack = offering(
  "officers sign entries that list a key, a record or an account twice, or a key that was taken out",
  { rules: ["DIR-5", "TRUST-3"], defence: BOOK },
  ({ bravos, bravo, alfa }) => {
    const { log } = bravos;
    const ofAlfa = log.recordOf(alfa.office.rec);
    const ofBravo = log.recordOf(bravo.office.rec);
    const [alfas] = ofAlfa?.devices ?? [];
    if (ofAlfa === null || ofBravo === null || alfas === undefined) throw new Error("not listed");
    const next = (change: object): string =>
      log.text + bravos.lineOf(admit(record("XS", 8, change)));
    const line = (operation: Parameters<typeof bravos.lineOf>[0]): string =>
      log.text + bravos.lineOf(operation);
    const after = bravos.follower();
    after.goOwnWay();
    after.append(stranger);
    after.append(disable("xs-tech-8", 8));
    const returned = admit(record("XT", 9, { devices: [device(8)] }));
    return {
      "a key that was taken out": [after.log.text + after.lineOf(returned), "key-returned"],
      "Alfa's act key for another device": [
        next({ devices: [device(8, { act: alfas.act })] }),
        "duplicate-key",
      ],
      "one key for two purposes": [
        next({ devices: [device(8, { seal: alfas.act })] }),
        "duplicate-key",
      ],
      "Alfa's record once more": [
        line(admit({ ...record("XA", 8), id: ofAlfa.id })),
        "duplicate-record",
      ],
      "Alfa's account for another record": [next({ user: ofAlfa.user }), "account-bound-twice"],
      "a real State in an exercise": [line(admit(record("AT", 8))), "wrong-mode"],
      "an entry that is left out": [log.text.split("\n").slice(1).join("\n"), "chain-broken"],
    };
  },
);

export const LOOK_ALIKES: Attack = offering(
  "officers sign records whose names look like those of others",
  { rules: ["LOOK-1", "DIR-5"], defence: LOOK },
  ({ bravos, alfa }) => {
    const { log } = bravos;
    const like = (change: object): readonly [string, string] => [
      log.text + bravos.lineOf(admit(record("XS", 8, change))),
      "schema",
    ];
    return {
      "a Cyrillic letter in the record": like({ id: alfa.office.rec.replace("a", "\u0430") }),
      "a zero-width letter in the record": like({ id: `${alfa.office.rec}\u200b` }),
      "a State that is text": like({ state: "X\u0410" }),
      "a holder with a name": like({ holder: "Alfa, Technical PoC" }),
      "a level that is text": like({ level: ["technical\u200b"] }),
      "an account with a look-alike": like({ user: "@\u0430lfa:parley.localhost" }),
    };
  },
);

export const NO_LOGS: Attack = offering(
  "what is offered is no log at all: a page, half a line, ten megabytes, the log of other officers",
  { rules: ["DIR-5"], defence: VERIFIED },
  async ({ bravos }) => {
    const { log } = bravos;
    const others = await ExerciseDirectory.make();
    others.append(stranger);
    return {
      "the log of other officers": [others.log.text, "wrong-root"],
      "an empty file": ["", "shorter"],
      garbage: ["\u0000\u0001garbage\n", "not-json"],
      "a page": ["<!doctype html>\n<title>502 Bad Gateway</title>\n", "not-json"],
      "a line without an end": [`${log.text}{"entry":"`, "not-json"],
      "a line of ten megabytes": [`${log.text}${"x".repeat(10_000_000)}\n`, "too-large"],
      "deep JSON": [`${"[".repeat(20_000)}\n`, "not-json"],
      "the same lines a thousand times": [log.text.repeat(1_000), "chain-broken"],
      "an older log": [`${log.text.split("\n")[0]}\n`, "shorter"],
    };
  },
);

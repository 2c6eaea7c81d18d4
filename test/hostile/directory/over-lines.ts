import { makeSignKeyPair } from "@parley/crypto";
import { signHead, type Log, type ServiceMessage } from "@parley/directory";
import { expect } from "vitest";
import { admit, record } from "../../../packages/directory/test/sample.ts";
import type { TicketHolder } from "../../harness/line-network.ts";
import type { Attack } from "../attack.ts";
import { notesOf } from "../consulting.ts";
import { goOn, setting } from "./false-service.ts";
import { SPLIT_VIEW, VERIFIED } from "./defences.ts";
import { grown, linesOf, next, until } from "./next-line.ts";

const stranger = admit(record("XS", 8));
const another = admit(record("XT", 9));

const alarmOf = ({ client }: TicketHolder): string | null => {
  const alarm = client.snapshot().alarms.find(({ kind }) => kind === "directory-refused");
  return alarm?.kind === "directory-refused" ? alarm.reason : null;
};

export const FALSE_LINES: Attack = {
  attacker:
    "the listed service, in other hands, tells Bravo over its line of logs that are older, other, broken or not signed",
  rules: ["DIR-5", "DIR-1"],
  defence: VERIFIED,
  play: async (stage) => {
    const all = await setting(stage);
    const { network, bravo, say } = all;
    const { log, officer } = network;
    const { n } = log.head;
    const lines = linesOf(log);
    const held = bravo.client.snapshot().directory;
    const forked = grown(until(log, n - 1), stranger, officer);
    const told: Readonly<Record<string, readonly [ServiceMessage, string | null]>> = {
      "an older log": [{ kind: "log", from: 1, lines: lines.slice(0, 2) }, null],
      "another entry under a number that Bravo has": [
        { kind: "log", from: n, lines: linesOf(forked).slice(-1) },
        "forked",
      ],
      "an entry of a stranger": [
        { kind: "log", from: n + 1, lines: [next(log, stranger, makeSignKeyPair())] },
        "foreign-signer",
      ],
      "an entry that nobody signed": [
        { kind: "log", from: n + 1, lines: [next(log, stranger)] },
        "too-few-officers",
      ],
      "a second office of Alfa by officers alone": [
        { kind: "log", from: n + 1, lines: [next(log, admit(record("XA", 7)), officer)] },
        "state-signature",
      ],
      "entries of which one is left out": [
        {
          kind: "log",
          from: n + 1,
          lines: linesOf(grown(grown(log, stranger, officer), another, officer)).slice(-1),
        },
        "chain-broken",
      ],
      "entries after a gap": [
        {
          kind: "log",
          from: n + 5,
          lines: linesOf(grown(log, stranger, officer)).slice(-1),
        },
        null,
      ],
      "no entry at all": [{ kind: "log", from: n + 1, lines: ["<!doctype html>"] }, "not-json"],
    };
    const fates: Record<string, string | null> = {};
    const isAsBefore = (): boolean => bravo.client.snapshot().directory.head === held.head;
    for (const [name, [message, fate]] of Object.entries(told)) {
      await say(bravo, message);
      // What comes over a line is dealt with in its order: what says nothing was, once the next one has.
      if (fate !== null)
        await stage.until(`the fate of ${name}`, () => alarmOf(bravo) === fate || !isAsBefore());
      fates[name] = fate === null ? null : alarmOf(bravo);
      if (!isAsBefore()) break;
    }
    const after = bravo.client.snapshot().directory;
    await network.publish(another);
    return [
      {
        says: "each is refused, for its reason, or changes nothing",
        holds: () =>
          expect(fates).toEqual(
            Object.fromEntries(Object.entries(told).map(([name, [, fate]]) => [name, fate])),
          ),
      },
      {
        says: "Bravo holds what it held",
        holds: () => expect([after.n, after.head]).toEqual([held.n, held.head]),
      },
      {
        says: "the next true entry is taken up, and ends the alarm",
        holds: async () => {
          await stage.until("it", () => bravo.client.snapshot().directory.n === n + 1);
          expect(alarmOf(bravo)).toBeNull();
        },
      },
      goOn(stage, all),
    ];
  },
};

export const TWO_LOGS: Attack = {
  attacker:
    "the listed service, in other hands, tells Alfa of one next entry over its line, and Bravo of another",
  rules: ["DIR-5", "READ-1"],
  defence: SPLIT_VIEW,
  play: async (stage) => {
    const all = await setting(stage);
    const { network, alfa, bravo, channel, say } = all;
    const { log, officer, headKeys } = network;
    const from = log.head.n + 1;
    const [alfas, bravos] = [grown(log, stranger, officer), grown(log, another, officer)];
    const tell = (to: TicketHolder, of: Log): Promise<void> =>
      say(to, { kind: "log", from, lines: linesOf(of).slice(-1) });
    await tell(alfa, alfas);
    await tell(bravo, bravos);
    for (const { client } of [alfa, bravo])
      await stage.until("both to have it", () => client.snapshot().directory.n === from);
    const quiet = [alfa, bravo].map(alarmOf);
    const note = await alfa.client.sendNote(channel, "under Alfa's");
    if (!note.ok) throw new Error("not written");
    const states = ({ client }: TicketHolder): readonly string[] =>
      client.snapshot().offices.map(({ state }) => state);
    // The service dates Bravo's head for Alfa, too.
    const at = Math.floor(Date.now() / 1000) * 1000;
    const { n, h } = bravos.head;
    const head = { dir: log.root.dir, n, h, at, until: at + 3_600_000 };
    await say(alfa, { kind: "head", head: signHead(head, headKeys) });
    return [
      {
        says: "nobody is alarmed before one hears of the other's",
        holds: () => expect(quiet).toEqual([null, null]),
      },
      {
        says: "Bravo is told as soon as Alfa writes, and does not show what Alfa wrote",
        holds: async () => {
          await stage.until("the alarm", () => alarmOf(bravo) === "split-view");
          expect(notesOf(bravo)).toEqual([]);
        },
      },
      {
        says: "Alfa is told as soon as the other head is dated for it",
        holds: () => stage.until("the alarm", () => alarmOf(alfa) === "split-view"),
      },
      {
        says: "each goes on with the directory that it has",
        holds: () => {
          expect(states(alfa)).toEqual(["XB", "XS"]);
          expect(states(bravo)).toEqual(["XA", "XT"]);
        },
      },
    ];
  },
};

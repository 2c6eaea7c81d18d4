import { writeFileSync } from "node:fs";
import { fromUtf8, toUtf8 } from "@parley/base";
import { parseRoot, readLog } from "@parley/directory";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { admission, serviceAdmission } from "../src/officers/enrolment.ts";
import { finishProposal, makeProposal, signProposal } from "../src/officers/proposals.ts";
import { jsonOf, say, sayAsProcess } from "./say.ts";
import {
  makeMachine,
  openSecretariat,
  pendingFor,
  requestOf,
  ticketFor,
  wordsOf,
  type Secretariat,
} from "./secretariat.ts";
import { tempFolder } from "./temp-folder.ts";

const folder = tempFolder();
let secretariat: Secretariat;
let args: readonly string[];
/** Bytes of an exported log of three entries, and of its root. */
let log: Uint8Array;
let root: Uint8Array;

beforeEach(async () => {
  secretariat = await openSecretariat(folder());
  const { officers, root: trusted, at } = secretariat;
  const [first, second] = officers;
  if (first === undefined || second === undefined) throw new Error("no officers");
  const append = (operation: Parameters<typeof makeProposal>[1]): void => {
    const held = secretariat.log();
    const made = makeProposal(held, operation, first, { now: Date.now(), why: "a reason" });
    const signed = made.ok ? signProposal(made.value.text, held, second) : made;
    const longer = signed.ok ? finishProposal(signed.value.text, held) : signed;
    if (!longer.ok) throw new Error(longer.refusal.text);
    writeFileSync(at("log"), longer.value.text);
  };
  const service = makeMachine("@service0:parley.test");
  const now = Date.now();
  const admitted = serviceAdmission(requestOf(service, "service"), "secretariat-1" as never, now);
  if (!admitted.ok) throw new Error(admitted.refusal.text);
  append(admitted.value);
  const alfa = makeMachine("@alfa0:parley.test");
  const ticket = ticketFor(secretariat, alfa);
  const taken = admission(
    {
      pending: pendingFor(alfa, ticket),
      heard: wordsOf(alfa, trusted, ticket.id),
      log: secretariat.log(),
    },
    { now },
  );
  if (!taken.ok) throw new Error(taken.refusal.text);
  append(taken.value);
  append({ op: "reset", rec: { state: "XA" as never } });
  args = ["verify", at("log"), "--root", at("root")];
  log = toUtf8(secretariat.log().text);
  root = toUtf8(trusted.text);
});

/** What `verify` decides by, without files and processes, which ten thousand edits would take hours with. */
function verifies(rootBytes: Uint8Array, logBytes: Uint8Array): boolean {
  const [rootText, logText] = [fromUtf8(rootBytes), fromUtf8(logBytes)];
  if (rootText === null || logText === null) return false;
  const trusted = parseRoot(rootText);
  return trusted.ok && readLog(trusted.value, logText).ok;
}

describe("verify", () => {
  it("[CHAIN] says who signed what, entry by entry", async () => {
    const said = await sayAsProcess(args);
    expect([said.code, said.err]).toEqual([0, ""]);
    for (const part of [
      "Trust root 1: 2 of 3 officers sign",
      "takes in a service of the Secretariat, secretariat-1",
      "takes in xa-technical-1 for Alfa (XA)",
      "resets Alfa (XA)",
      "noted: a reason",
      `The log verifies. Head 3:${secretariat.log().head.h}`,
    ])
      expect(said.out).toContain(part);
    expect(said.out.match(/signed: officers [1-3], [1-3] of 3 \(root 1, 2 needed\)/g)).toHaveLength(
      3,
    );
    const json = await sayAsProcess([...args, "--json"]);
    expect(jsonOf(json)).toMatchObject({ ok: true, entries: [{ n: 1 }, { n: 2 }, { n: 3 }] });
  });

  it("[CHAIN] [ROOT] does not verify after an edit of any byte of the log or of the root", () => {
    expect(verifies(root, log)).toBe(true);
    for (const at of log.keys()) {
      const changed = log.with(at, (log[at] ?? 0) ^ 1);
      expect(verifies(root, changed), `byte ${at} of the log`).toBe(false);
    }
    for (const at of root.keys()) {
      const changed = root.with(at, (root[at] ?? 0) ^ 1);
      expect(verifies(changed, log), `byte ${at} of the root`).toBe(false);
    }
  });

  it("[CHAIN] [ROOT] exits with 3 after any edit: a byte changed to any other, taken out, or put in", async () => {
    const { at } = secretariat;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("log", "root"),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom("change", "cut", "add"),
        async (which, place, value, how) => {
          const bytes = which === "log" ? log : root;
          const i = place % bytes.length;
          const changed = Buffer.from(bytes);
          changed[i] = (changed[i] ?? 0) ^ value;
          const edited =
            how === "change"
              ? changed
              : how === "cut"
                ? Buffer.concat([bytes.subarray(0, i), bytes.subarray(i + 1)])
                : Buffer.concat([bytes.subarray(0, i), Buffer.of(value), bytes.subarray(i)]);
          writeFileSync(at("log"), which === "log" ? edited : log);
          writeFileSync(at("root"), which === "root" ? edited : root);
          expect((await say(args)).code).toBe(3);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("says line and reason as a process of its own, and in --json", async () => {
    writeFileSync(
      secretariat.at("log"),
      Buffer.from(log).toString().replace("a reason", "a Reason"),
    );
    const said = await sayAsProcess(args);
    expect([said.code, said.out]).toEqual([3, ""]);
    expect(said.err).toBe(
      "The log does not verify. Line 1: A signature beside an entry does not hold, stands twice, or stands out of order.\n",
    );
    const json = await sayAsProcess([...args, "--json"]);
    expect([json.code, json.err]).toEqual([3, ""]);
    expect(jsonOf(json)).toMatchObject({ ok: false, reason: "signature" });
  });

  it("[DIR-5] tells a log that was cut behind an entry from the one whose head is known", async () => {
    const { n, h } = secretariat.log().head;
    const lines = Buffer.from(log).toString().split("\n");
    writeFileSync(secretariat.at("log"), `${lines.slice(0, 2).join("\n")}\n`);
    expect((await say(args)).code).toBe(0);
    const said = await say([...args, "--head", `${n}:${h}`, "--json"]);
    expect([said.code, jsonOf(said)["reason"]]).toEqual([3, "head"]);
    writeFileSync(secretariat.at("log"), log);
    expect((await say([...args, "--head", `${n}:${h}`])).code).toBe(0);
  });
});

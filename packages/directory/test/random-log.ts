import { toBase64Url } from "@parley/base";
import fc from "fast-check";
import { appendEntry, type Log, type Operation } from "../src/index.ts";
import { card, headkey, headKey, HOUR, list, nextRoot, reset } from "./operations.ts";
import {
  admit,
  AT,
  cosigners,
  disable,
  logOf,
  officers,
  officersIn,
  record,
  rootText,
  signers,
} from "./sample.ts";

/** One attempt: what to try next, with numbers to choose by. */
export interface Step {
  readonly op: Operation["op"] | "rest";
  readonly one: number;
  readonly other: number;
}

/** Attempts of every kind, in any order. */
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    op: fc.constantFrom("admit", "list", "disable", "card", "headkey", "reset", "root", "rest"),
    one: fc.nat(40),
    other: fc.nat(40),
  }),
  { minLength: 6, maxLength: 16 },
);

const STATES = ["XA", "XB", "XC"];
const MOST = 24;

/** The log that grows from these attempts; those that the rules refuse leave it as it was. */
export function grownBy(attempts: readonly Step[]): Log {
  let log = logOf([admit(record("XA", 50))], rootText({ count: 3, k: 2 }));
  let at = AT;
  for (const [i, step] of attempts.entries()) {
    at += HOUR * (step.op === "rest" ? 80 : 1);
    const operation = operationOf(log, step, i);
    if (operation === null) continue;
    const officers = officersFor(log, operation);
    const rests = step.op === "rest" ? openReset(log, operation) : null;
    const beside = rests === null ? cosigners(log, operation) : [];
    const content = { at, operation, ...(rests === null ? {} : { reset: rests }) };
    const next = appendEntry(log, content, officers, beside);
    if (next.ok) log = next.value;
  }
  return log;
}

/** The reset that an admission may rest on. */
function openReset(log: Log, operation: Operation): number | null {
  if (operation.op !== "admit") return null;
  const { state } = operation.rec;
  return log.resets().find((one) => one.state === state && one.end === null)?.n ?? null;
}

function officersFor(log: Log, operation: Operation): ReturnType<typeof signers> {
  const now = signers(log.rootNow());
  return operation.op === "root" ? allOf(log) : now;
}

/** All officers there are: the present ones and those that a new root brings. */
function allOf(log: Log): ReturnType<typeof signers> {
  const present = officersIn(log.rootNow());
  const names = new Set(present.map(({ publicKey }) => toBase64Url(publicKey)));
  const next = fresh(log).filter(({ publicKey }) => !names.has(toBase64Url(publicKey)));
  return [...present, ...next];
}

/** Whom a next root has: all present officers but the first, and one who never was one. */
function fresh(log: Log): ReturnType<typeof officers> {
  const present = officersIn(log.rootNow());
  const unused = officers(8).filter(
    ({ publicKey }) =>
      !log.text.includes(toBase64Url(publicKey)) &&
      !log.root.officers.includes(toBase64Url(publicKey)),
  );
  return [...present.slice(1), ...unused.slice(0, 1)];
}

function operationOf(log: Log, { op, one, other }: Step, i: number): Operation | null {
  const code = STATES[one % STATES.length] ?? "XA";
  const records = log.records();
  const chosen = records[one % records.length];
  const device = chosen?.devices[other % Math.max(1, chosen.devices.length)];
  switch (op) {
    case "admit":
    case "rest":
      return admit(
        record(code, i + 1, { wait: other % 73, kind: other % 5 === 0 ? "duty" : "office" }),
      );
    case "list":
      return chosen === undefined ? null : list(chosen.id, i + 1 + MOST);
    case "disable":
      return chosen === undefined || device === undefined
        ? null
        : disable(chosen.id, seedOf(device.id));
    case "card":
      return chosen === undefined ? null : card(chosen.id, other % 2 === 0 ? "" : headKey(other));
    case "headkey":
      return headkey(headKey(i));
    case "reset":
      return reset(code);
    case "root":
      return nextRoot(log.rootNow(), fresh(log), Math.min(2, fresh(log).length));
  }
}

function seedOf(id: string): number {
  return Number(id.replace("DEVICE", ""));
}

import { accept, type Instant, type Result } from "@parley/base";
import { confirmation, type Confirmation, type DirectoryRecord, type Log } from "@parley/directory";
import { stateName } from "../officers/entry-words.ts";
import { minuteOf } from "../officers/minute.ts";
import { done, type Command, type Refused } from "./command.ts";
import type { Given } from "./given.ts";
import { deskGiven, deskRefused, DIRECTORY_HELP, DIRECTORY_OPTIONS, logGiven } from "./inputs.ts";
import { writeOver } from "./outputs.ts";

export const show: Command = {
  name: "show",
  summary: "Shows the directory: records, confirmations that are due, resets, head, trust root.",
  usage: "--root FILE (--log FILE | --desk DIR) [--state XX] [--out FILE]",
  help: `The clocks are those of CBM 8: a record is confirmed every year, and a change notified within 30 days.

${DIRECTORY_HELP}
  --state XX   only the records of this State
  --out FILE   also writes the log, verified, to a file: for a machine that the service is not on`,
  options: { ...DIRECTORY_OPTIONS, state: "text", out: "text" },
  run: async (given, { now }) => {
    const log = await logGiven(given);
    if (!log.ok) return log;
    const out = given.text("out");
    if (out !== null) {
      const written = writeOver(out, log.value.text);
      if (!written.ok) return written;
    }
    const health = await healthLines(given);
    if (!health.ok) return health;
    const state = given.text("state");
    const records = log.value
      .records()
      .filter((record) => state === null || record.state === state)
      .toSorted((a, b) => (a.state + a.id < b.state + b.id ? -1 : 1))
      .map((record) => ({ record, confirmed: confirmation(record, now()) }));
    return done([...health.value, directoryText(log.value, records, now())].join("\n"), {
      head: log.value.head,
      dir: log.value.root.dir,
      mode: log.value.root.mode,
      root: log.value.rootNow(),
      headKey: log.value.headKey(),
      resets: log.value.resets(),
      records: records.map(({ record, confirmed }) => ({ ...record, confirmation: confirmed })),
    });
  },
};

const ALARMS = {
  behind:
    "A Point of Contact holds more of the directory than the service: its folder may be a copy that was put back.",
  forked:
    "A Point of Contact holds another directory than the service: find out why before anything is published.",
  "head-key":
    "The directory names another key for dating heads than the service holds: `rotate headkey`.",
} as const;

/** How the service fares, where the log comes from it. */
async function healthLines(given: Given): Promise<Result<readonly string[], Refused>> {
  const desk = deskGiven(given);
  if (!desk.ok) return desk;
  if (desk.value === null) return accept([]);
  const health = await desk.value.health();
  if (!health.ok) return deskRefused(health.refusal);
  const { link, listing, lines, queued, refusedInvitations, alarms } = health.value;
  return accept([
    `Service: link ${link}, ${listing}, ${lines} lines, ${queued} messages to leave, ${refusedInvitations} invitations turned down`,
    ...alarms.map((alarm) => `ATTENTION: ${ALARMS[alarm]}`),
    "",
  ]);
}

interface Shown {
  readonly record: DirectoryRecord;
  readonly confirmed: Confirmation;
}

function directoryText(log: Log, records: readonly Shown[], now: Instant): string {
  const { n, h, at } = log.head;
  const root = log.rootNow();
  const resets = log.resets().filter(({ end }) => end === null);
  return [
    `Directory ${root.dir} (${root.mode}), head ${n}${n === 0 ? "" : `:${h}, of ${minuteOf(at)}`}`,
    `Trust root ${root.version}: ${root.k} of ${root.officers.length} officers sign`,
    `Heads are dated by ${log.headKey() ?? "no key yet"}`,
    ...resets.map(
      ({ state, n: entry, until }) =>
        `RESET of ${stateName(state)} in entry ${entry}: ${now < until ? `waits until ${minuteOf(until)}` : "its wait has passed: an admission that rests on it begins the State anew and ends its former records"}`,
    ),
    "",
    ...records.flatMap(recordLines),
    ...(records.length === 0 ? ["No records."] : []),
  ].join("\n");
}

function recordLines({ record, confirmed }: Shown): readonly string[] {
  const { state, id, level, kind, devices, powers, card } = record;
  return [
    `${stateName(state)}: ${id}, ${level.join(", ")}, ${kind}`,
    `   ${record.user}`,
    devices.length === 0
      ? "   no device listed: suspended"
      : `   devices: ${devices.map((device) => device.id).join(", ")}`,
    `   powers: ${powers.join(", ") || "none"}; card: ${card === "" ? "none" : "yes"}`,
    ...(kind === "service" ? [] : [`   ${confirmedText(confirmed)}`]),
  ];
}

function confirmedText({ last, due, state }: Confirmation): string {
  switch (state) {
    case "current":
      return `confirmed ${last}, next by ${due}`;
    case "soon":
      return `confirmed ${last}, next by ${due}: within 30 days`;
    case "past":
      return `confirmed ${last}; the next confirmation was asked for by ${due}`;
  }
}

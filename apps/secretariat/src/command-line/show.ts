import type { Instant } from "@parley/base";
import { confirmation, type Confirmation, type DirectoryRecord, type Log } from "@parley/directory";
import { stateName } from "../officers/entry-words.ts";
import { done, type Command } from "./command.ts";
import { DIRECTORY_HELP, DIRECTORY_OPTIONS, logGiven } from "./inputs.ts";
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
    const state = given.text("state");
    const records = log.value
      .records()
      .filter((record) => state === null || record.state === state)
      .toSorted((a, b) => (a.state + a.id < b.state + b.id ? -1 : 1))
      .map((record) => ({ record, confirmed: confirmation(record, now()) }));
    return done(directoryText(log.value, records, now()), {
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

interface Shown {
  readonly record: DirectoryRecord;
  readonly confirmed: Confirmation;
}

function directoryText(log: Log, records: readonly Shown[], now: Instant): string {
  const { n, h, at } = log.head;
  const root = log.rootNow();
  const resets = log.resets().filter(({ end }) => end === null);
  return [
    `Directory ${root.dir} (${root.mode}), head ${n}${n === 0 ? "" : `:${h}, of ${moment(at)}`}`,
    `Trust root ${root.version}: ${root.k} of ${root.officers.length} officers sign`,
    `Heads are dated by ${log.headKey() ?? "no key yet"}`,
    ...resets.map(
      ({ state, n: entry, until }) =>
        `RESET of ${stateName(state)} in entry ${entry}: ${now < until ? `waits until ${moment(until)}` : "its wait has passed"}`,
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

function moment(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

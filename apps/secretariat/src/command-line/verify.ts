import type { Instant } from "@parley/base";
import { readLog, verifyReport, type EntryReport, type Log } from "@parley/directory";
import { entryTitle } from "../officers/entry-words.ts";
import { done, refused, usage, type Command } from "./command.ts";
import { notVerified, rootGiven, textOfFile } from "./inputs.ts";

const HEAD = /^(\d{1,9}):([\w-]{43})$/;

export const verify: Command = {
  name: "verify",
  summary: "Verifies a log from its trust root and says who signed what.",
  usage: "FILE --root FILE [--head N:HASH]",
  help: `Exit code 3 where a byte of the log or of the root is not as it was signed.

  FILE             the log
  --root FILE      the trust root that the log has to begin at
  --head N:HASH    also fails where entry N does not have this hash, or is not there: a log that was cut
                   behind an entry verifies as what it was then`,
  options: { root: "text", head: "text" },
  places: 1,
  run: async (given) => {
    const file = given.places[0];
    if (file === undefined) return usage("Which log? verify FILE --root FILE");
    const head = given.text("head");
    const wanted = head === null ? null : HEAD.exec(head);
    if (head !== null && wanted === null) return usage("--head has the form N:HASH.");
    const root = rootGiven(given);
    if (!root.ok) return root;
    const text = textOfFile(file);
    if (!text.ok) return text;
    const log = readLog(root.value, text.value);
    if (!log.ok) return notVerified(log.refusal);
    if (wanted !== null && log.value.hashAt(Number(wanted[1])) !== wanted[2]) {
      return refused("head", `Entry ${wanted[1]} of this log does not have this hash.`, 3);
    }
    const report = verifyReport(log.value);
    return done(reportText(log.value, report), {
      head: log.value.head,
      dir: log.value.root.dir,
      entries: report,
    });
  },
};

function reportText(log: Log, report: readonly EntryReport[]): string {
  const { n, h } = log.head;
  const { mode, dir } = log.root;
  const now = log.rootNow();
  return [
    `Directory ${dir} (${mode})`,
    `Trust root ${now.version}: ${now.k} of ${now.officers.length} officers sign`,
    ...now.officers.map((key, i) => `  officer ${i + 1}: ${key}`),
    "",
    ...report.flatMap((entry) => entryLines(log, entry)),
    "",
    n === 0 ? "The log verifies. It has no entry yet." : `The log verifies. Head ${n}:${h}`,
  ].join("\n");
}

function entryLines(log: Log, report: EntryReport): readonly string[] {
  const entry = log.entryAt(report.n);
  if (entry === null) throw new Error("a report of an entry that is not there");
  const { root, officers, incoming, cosigners, restsOn, why } = report;
  const signers = [
    `officers ${officers.join(", ")} of ${root.of} (root ${root.version}, ${root.k} needed)`,
    ...(incoming === null ? [] : [`officers ${incoming.signed.join(", ")} of the new root`]),
    ...cosigners.map(({ rec, key }) => `${rec} (key ${key})`),
    ...(restsOn === null
      ? []
      : [`no signature of the State: rests on the reset of entry ${restsOn}`]),
  ];
  return [
    `${report.n}  ${moment(report.at)}  ${entryTitle(entry, log)}`,
    `   signed: ${signers.join("; ")}`,
    ...(why === null ? [] : [`   noted: ${why}`]),
  ];
}

function moment(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

import { fromBase64Url } from "@parley/base";
import { makeNextRoot } from "@parley/directory";
import { refused, usage, type Command } from "./command.ts";
import { logGiven } from "./inputs.ts";
import { propose, PROPOSE_HELP, PROPOSE_OPTIONS, PROPOSE_USAGE } from "./propose.ts";

export const rotateRoot: Command = {
  name: "rotate root",
  summary: "Proposes the next trust root: officers come and go.",
  usage: `[--add KEY ...] [--remove KEY ...] [--k K] ${PROPOSE_USAGE}`,
  help: `Enough officers of both roots sign it (DIR-4). A client that holds the log follows by itself; a release that is newer
than the rotation ships the first root all the same.

  --add KEY     public key of a new officer, as \`init officer\` printed it; compare it by voice
  --remove KEY  public key of an officer who signs no more
  --k K         so many officers sign from then on; as before where absent
${PROPOSE_HELP}`,
  options: { ...PROPOSE_OPTIONS, add: "texts", remove: "texts", k: "text" },
  run: async (given, surroundings) => {
    const log = await logGiven(given);
    if (!log.ok) return log;
    const before = log.value.rootNow();
    const [added, removed] = [given.texts("add"), given.texts("remove")];
    if (added.some((key) => fromBase64Url(key)?.length !== 32)) {
      return usage("--add takes the public key of an officer, 43 signs.");
    }
    const stranger = removed.find((key) => !before.officers.includes(key));
    if (stranger !== undefined) {
      return refused("unknown", `${stranger} is not an officer of this root.`);
    }
    const known = added.find((key) => before.officers.includes(key));
    if (known !== undefined) return refused("known", `${known} is an officer already.`);
    const officers = [...before.officers.filter((key) => !removed.includes(key)), ...added];
    const k = Number(given.text("k") ?? before.k);
    if (!Number.isInteger(k) || k < 1 || k > officers.length || officers.length > 16) {
      return usage(`--k is a number from 1 to the number of officers, ${officers.length}.`);
    }
    if (before.mode === "real" && k < 2) {
      return refused("one-officer", "One officer alone is not the root of a real directory.");
    }
    if (new Set(officers).size < officers.length) {
      return refused("same-key", "Two officers have the same key.");
    }
    const at = Math.max(surroundings.now(), log.value.head.at);
    const keys = officers.map((key) => fromBase64Url(key)).filter((key) => key !== null);
    const root = makeNextRoot(before, { officers: keys, k, at });
    return propose(given, surroundings, log.value, { op: "root", rec: { root } });
  },
};

import { fromBase64Url } from "@parley/base";
import { refused, usage, type Command } from "./command.ts";
import { deskNeeded, deskRefused, logGiven } from "./inputs.ts";
import { propose, PROPOSE_HELP, PROPOSE_OPTIONS, PROPOSE_USAGE } from "./propose.ts";

export const rotateHeadkey: Command = {
  name: "rotate headkey",
  summary: "Proposes the key with which the service dates the heads of the log.",
  usage: `[--public KEY] ${PROPOSE_USAGE}`,
  help: `The service makes and holds that key; it can say how new the log is, and nothing else (DIR-3).

  --public KEY  its public key, where the service is not on this machine; otherwise the desk is asked
${PROPOSE_HELP}`,
  options: { ...PROPOSE_OPTIONS, public: "text" },
  run: async (given, surroundings) => {
    const log = await logGiven(given);
    if (!log.ok) return log;
    let key = given.text("public");
    if (key === null) {
      const desk = deskNeeded(given);
      if (!desk.ok) return desk;
      const held = await desk.value.headKey();
      if (!held.ok) return deskRefused(held.refusal);
      key = held.value;
    }
    if (fromBase64Url(key)?.length !== 32) return usage("--public is a public key, 43 signs.");
    if (log.value.headKey() === key) {
      return refused("known", "This key dates the heads already.");
    }
    return propose(given, surroundings, log.value, { op: "headkey", rec: { key } });
  },
};

import { fromBase64Url, parseRecordId } from "@parley/base";
import { keyIdOf } from "@parley/directory";
import { refused, usage, type Command } from "./command.ts";
import { logGiven } from "./inputs.ts";
import { propose, PROPOSE_HELP, PROPOSE_OPTIONS, PROPOSE_USAGE } from "./propose.ts";

export const disable: Command = {
  name: "disable",
  summary:
    "Proposes to take a device out, at once and for good: lost, stolen, or its holder has left.",
  usage: `--rec ID [--device ID] ${PROPOSE_USAGE}`,
  help: `Officers alone may do this. The key never comes back; a new machine is listed with new keys.

  --rec ID     the record
  --device ID  the device, or the key id of its act key; not needed where the record has one device
${PROPOSE_HELP}`,
  options: { ...PROPOSE_OPTIONS, rec: "text", device: "text" },
  run: async (given, surroundings) => {
    const rec = parseRecordId(given.text("rec"));
    if (rec === null) return usage("--rec is the id of a record, for example xa-technical-1.");
    const log = await logGiven(given);
    if (!log.ok) return log;
    const devices = (log.value.recordOf(rec)?.devices ?? []).map((device) => {
      const act = fromBase64Url(device.act);
      if (act === null) throw new Error("a listed key is not base64url");
      return { id: device.id, key: keyIdOf(act) };
    });
    if (devices.length === 0) return refused("unknown", `${rec} has no listed device.`);
    const wanted = given.text("device");
    const found = devices.filter(
      ({ id, key }) => wanted === null || id === wanted || key === wanted,
    );
    const [device] = found;
    if (device === undefined) return refused("unknown", `${rec} has no device ${wanted ?? ""}.`);
    if (found.length > 1) {
      const names = devices.map(({ id }) => id).join(", ");
      return refused("several", `${rec} has several devices: say --device out of ${names}.`);
    }
    return propose(given, surroundings, log.value, {
      op: "disable",
      rec: { id: rec, key: device.key },
    });
  },
};

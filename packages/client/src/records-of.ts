import { LEVELS } from "@parley/base";
import type { DirectoryRecord, ListedDevice } from "@parley/directory";
import type { Core } from "./core.ts";
import type { DeviceView, RecordView } from "./directory-view.ts";
import { wordsOfKey } from "./key-words.ts";
import { trustOf } from "./office.ts";
import { keyOfDevice } from "./without-reported.ts";

/** Every record that the directory has, own and suspended ones as well. */
export function recordsOf(core: Core): readonly RecordView[] {
  return core.state.log.records().map((record) => recordView(core, record));
}

function recordView(core: Core, record: DirectoryRecord): RecordView {
  const { log, profile } = core.state;
  const own = log.recordByUser(profile.user);
  const entries = record.devices.flatMap((device) => log.listedAt(keyOfDevice(device)) ?? []);
  return {
    rec: record.id,
    state: record.state,
    level: LEVELS.find((level) => record.level.includes(level)) ?? "technical",
    levels: record.level,
    kind: record.kind,
    powers: record.powers,
    holder: record.holder,
    user: record.user,
    own: record.id === own?.id,
    ownState: record.state === own?.state && record.kind !== "service",
    trust: trustOf(record),
    from: record.from,
    confirmed: record.conf,
    confirmation: null,
    card: null,
    cardState: record.card === "" ? "none" : "not-here",
    devices: record.devices.map((device) => deviceView(core, device)),
    since: { n: Math.min(...entries, log.head.n), at: log.head.at },
  };
}

function deviceView(core: Core, device: ListedDevice): DeviceView {
  const { log, ownKey } = core.state;
  const key = keyOfDevice(device);
  const n = log.listedAt(key);
  return {
    key,
    id: device.id,
    words: wordsOfKey(device.act),
    state: "listed",
    listed: n === null ? null : { n, at: log.head.at, officers: [], cosigners: [] },
    disabled: null,
    own: key === ownKey,
    reported: null,
  };
}

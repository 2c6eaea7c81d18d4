import { LEVELS, type KeyId } from "@parley/base";
import { confirmation, type DirectoryRecord } from "@parley/directory";
import { cardViewOf, heldCards } from "./cards.ts";
import type { Core } from "./core.ts";
import { indexOf, officersOf, placeOf, type ListedHere } from "./directory-index.ts";
import type { DeviceView, RecordView } from "./directory-view.ts";
import { wordsOfKey } from "./key-words.ts";
import { trustOf } from "./office.ts";
import { signedIn, type SignedDevice } from "./signed-in.ts";

/** Every record that the directory has, own and suspended ones as well. */
export function recordsOf(core: Core): readonly RecordView[] {
  const here = heldCards(core.state);
  const signed = [...core.state.channels.values()].flatMap((channel) =>
    signedIn(core.state, channel, core.now()),
  );
  return core.state.log.records().map((record) => recordView(core, record, here, signed));
}

function recordView(
  core: Core,
  record: DirectoryRecord,
  here: ReturnType<typeof heldCards>,
  signed: readonly SignedDevice[],
): RecordView {
  const { log, listed, profile } = core.state;
  const { admitted, devices } = indexOf(log);
  const own = log.recordByUser(profile.user);
  const ownState = record.state === own?.state && record.kind !== "service";
  const { due, state } = confirmation(record, core.now());
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
    ownState,
    trust: trustOf(listed.recordOf(record.id)),
    from: record.from,
    confirmed: record.conf,
    confirmation: ownState ? { due, state } : null,
    ...cardViewOf(core.state, record.id, here),
    devices: [
      ...(devices.get(record.id) ?? []).map((one) => deviceView(core, one)),
      ...signedViews(
        core,
        signed.filter(({ rec }) => rec === record.id),
      ),
    ],
    since: placeOf(log, admitted.get(record.id)?.n ?? 0),
  };
}

function deviceView(core: Core, { device, key, entry }: ListedHere): DeviceView {
  const { log, ownKey, reports } = core.state;
  const outAt = log.disabledAt(key);
  const report = reports.get(key)?.report;
  return {
    key,
    id: device.id,
    words: wordsOfKey(device.act),
    state: outAt !== null ? "disabled" : report === undefined ? "listed" : "suspended",
    listed: {
      n: entry.n,
      at: entry.at,
      officers: officersOf(log, entry),
      cosigners: entry.cosigners.map(({ rec }) => ({ rec })),
    },
    disabled: outAt === null ? null : placeOf(log, outAt),
    own: key === ownKey,
    reported: report === undefined ? null : { at: report.at, by: report.by.rec, why: report.why },
  };
}

/** Devices that acts name, each once however many channels name it. */
function signedViews(core: Core, signed: readonly SignedDevice[]): readonly DeviceView[] {
  const views = new Map<KeyId, DeviceView>();
  for (const { key, device, by, until } of signed) {
    const before = views.get(key)?.signedFor?.until ?? until;
    views.set(key, {
      key,
      id: device.id,
      words: wordsOfKey(device.act),
      state: "signed-for",
      listed: null,
      disabled: null,
      own: key === core.state.ownKey,
      reported: null,
      signedFor: { by, until: Math.min(before, until) },
    });
  }
  return [...views.values()];
}

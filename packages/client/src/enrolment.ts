import { LEVELS } from "@parley/base";
import { enrolmentWords, makeEnrolmentRequest, type ListedDevice } from "@parley/directory";
import { ownBytes } from "./bytes.ts";
import type { Core } from "./core.ts";
import type { EnrolmentView } from "./directory-view.ts";
import { wordsOfKey } from "./key-words.ts";
import { lineMessageOf } from "./line-outbox.ts";
import { lineRooms } from "./line-rows.ts";

/** This device, as it would be listed. */
export function ownDevice({ state, device }: Core): ListedDevice {
  const { id, ed25519, curve25519 } = device;
  const { act, seal } = state.profile;
  return { id, ed25519, curve25519, act: act.publicKey, seal: seal.publicKey };
}

/** What this device asks to be admitted with; null where it came without a ticket. */
export function ownRequest(core: Core): string | null {
  const { user, enrol, act } = core.state.profile;
  if (enrol === undefined) return null;
  return makeEnrolmentRequest(
    { ticket: enrol.ticket, user, device: ownDevice(core) },
    ownBytes(act.secretKey),
  );
}

/** How far the enrolment has come; null where there is none, or it is over. */
export function enrolmentOf(core: Core): EnrolmentView | null {
  const { enrol, user } = core.state.profile;
  if (enrol === undefined || core.listing !== "waiting") return null;
  const { ticket, expires, state, level, office } = enrol;
  const sent = core.state.kept("enrol-sent").get("");
  return {
    words: enrolmentWords({ root: enrol.dir, ticket, user, device: ownDevice(core) }),
    keyWords: wordsOfKey(core.state.profile.act.publicKey),
    ticket: {
      id: ticket,
      expires,
      state,
      level: LEVELS.filter((one) => level.includes(one)),
      office,
    },
    request: ownRequest(core) ?? "",
    step: stepOf(core, sent !== undefined),
    sentAt: sent === undefined ? null : Number(sent),
  };
}

function stepOf(core: Core, sent: boolean): EnrolmentView["step"] {
  if (sent) return "waiting";
  if (core.link.state !== "connected") return "connecting";
  const queued = [...core.state.outbox.values()].some(
    (row) => lineMessageOf(row)?.kind === "enrol",
  );
  return lineRooms(core.state).length > 0 && queued ? "sending" : "line";
}

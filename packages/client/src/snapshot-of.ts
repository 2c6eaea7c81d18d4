import type { Instant } from "@parley/base";
import { readMoment } from "@parley/protocol";
import { alarmsOf } from "./alarms-of.ts";
import { changesOf } from "./changes-of.ts";
import { consultationOf } from "./consultation-of.ts";
import type { Core } from "./core.ts";
import { UNDELIVERED_AFTER } from "./delivery-of.ts";
import type { Draft } from "./draft.ts";
import { gateNow } from "./gate.ts";
import { listedOffices, officeOf } from "./office.ts";
import { unsignedOpenings } from "./openings.ts";
import { pendingConsultation } from "./pending-opening.ts";
import { enrolmentOf } from "./enrolment.ts";
import { headMoments, headViewOf } from "./signed-heads.ts";
import { toSignOf } from "./proposals.ts";
import { resetsOf } from "./resets-of.ts";
import { recordsOf } from "./records-of.ts";
import { wishesOf } from "./wishes.ts";
import { signedIn } from "./signed-in.ts";
import type { ClientSnapshot, Consultation } from "./snapshot.ts";

/** Everything a face needs, newest consultation first. */
export function snapshotOf(core: Core): ClientSnapshot {
  const { state, device } = core;
  const record = state.listed.recordByUser(state.profile.user);
  const consultations = [
    ...[...state.channels.values()].map((channel) => consultationOf(core, channel)),
    ...unsignedOpenings(core).map((row) => pendingConsultation(core, row)),
  ]
    .filter((one): one is Consultation => one !== null)
    .toSorted((a, b) => b.lastAt - a.lastAt || (a.id < b.id ? -1 : 1));
  const { head } = state.log;
  return {
    me: {
      user: state.profile.user,
      device: device.id,
      key: state.ownKey,
      listing: core.listing,
      office: record === null ? null : officeOf(record),
      enrolment: enrolmentOf(core),
    },
    link: core.link,
    directory: {
      n: head.n,
      head: head.h,
      at: head.at,
      behind: core.behindRooms.size > 0,
      signedHead: headViewOf({ state, now: core.now() }),
      entries: Math.max(head.n, (state.offered ?? "").split("\n").length - 1),
      resets: resetsOf(state.log),
      waiting: core.waitingReset,
    },
    offices: listedOffices(state.listed.records().filter(({ id }) => id !== record?.id)),
    records: recordsOf(core),
    toSign: toSignOf(core),
    changes: changesOf(state),
    wishes: wishesOf(state, core.now()),
    consultations,
    drafts: [...state.drafts.values()]
      .toSorted((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1))
      .map(({ content }) => JSON.parse(content) as Draft),
    outbox: outboxOf(core, consultations),
    unread: consultations.reduce((sum, { unread }) => sum + unread, 0),
    alarms: alarmsOf(core),
  };
}

/** What a person has sent and that has not left yet. */
function outboxOf(core: Core, consultations: readonly Consultation[]): ClientSnapshot["outbox"] {
  const held = new Set(
    consultations.filter(({ gate }) => gate.state === "held").flatMap(({ id, room }) => [id, room]),
  );
  const rows = [...core.state.outbox.values()].filter(
    (row) =>
      row.sentAt === undefined &&
      row.status === "queued" &&
      (row.kind === "opening" ||
        row.kind === "note" ||
        (row.kind === "act" && row.act !== undefined && core.state.isOwn(row.act))),
  );
  const isHeld = rows.filter((row) => held.has(row.room) || held.has(row.id));
  return { queued: rows.length - isHeld.length, held: isHeld.length };
}

/** The next moment at which a snapshot reads otherwise by the clock alone; null where there is none. */
export function nextChange(core: Core): Instant | null {
  const now = core.now();
  const moments = [...core.state.outbox.values()].flatMap(({ sentAt }) =>
    sentAt === undefined ? [] : [sentAt + UNDELIVERED_AFTER],
  );
  for (const channel of core.state.channels.values()) {
    moments.push(...signedIn(core.state, channel, now).map(({ until }) => until));
    const verdict = gateNow(core, channel.room);
    if (verdict.state === "waiting" && verdict.until !== null) moments.push(verdict.until);
    for (const { signed } of channel.acts.values())
      for (const text of Object.values(signed.act.ask)) {
        const moment = readMoment(text);
        // The view speaks of a requested time from the moment after it.
        if (moment !== null) moments.push(moment + 1);
      }
  }
  moments.push(...headMoments(core.state));
  const coming = moments.filter((moment) => moment > now);
  return coming.length === 0 ? null : Math.min(...coming);
}

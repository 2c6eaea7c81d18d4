import type { ActHash, RoomId } from "@parley/base";
import type { OutboxRow } from "@parley/storage";
import { checkActDraft, chosenOf } from "./check-draft.ts";
import type { Core } from "./core.ts";
import { deliveryOf } from "./delivery-of.ts";
import { openingGateOf } from "./gate-state.ts";
import { modeOf } from "./own.ts";
import { draftOf } from "./openings.ts";
import { previewAct } from "./sign.ts";
import type { ActEntry, Consultation } from "./snapshot.ts";
import { fallbackText } from "@parley/protocol";

/** An opening that is queued and not signed yet: what it will say, and why it has not gone. */
export function pendingConsultation(core: Core, row: OutboxRow): Consultation | null {
  const draft = draftOf(row);
  const office = core.office ?? core.state.log.recordByUser(core.state.profile.user);
  const { opening } = row;
  if (draft === null || office === null || opening === undefined) return null;
  const { content, circle } = checkActDraft(core, { ...draft, ask: {} });
  const level = circle?.level ?? office.level[0] ?? "technical";
  const mode = modeOf(core.state);
  const others = opening.parties.filter((state) => state !== office.state);
  const subject =
    content === null
      ? null
      : previewAct(core, office, content, {
          ...chosenOf(draft, others),
          con: opening.con,
          chan: "",
          open: {
            room: row.room ?? ("" as RoomId),
            level,
            mode,
            parties: opening.parties,
            roster: opening.roster,
          },
          level,
          mode,
          n: 0,
          parents: [],
        });
  const gate = openingGateOf(core, row);
  const entry: ActEntry | null = subject && {
    kind: "act",
    // It has no hash before it is signed; the id of its payload names it until then.
    hash: row.id as string as ActHash,
    act: subject,
    body: fallbackText(subject),
    state: office.state,
    rec: office.id,
    own: true,
    trust: "verified",
    signedBy: {
      key: core.state.ownKey,
      entry: core.state.log.listedAt(core.state.ownKey) ?? 0,
      head: subject.dir.n,
    },
    effect: "yes",
    forked: false,
    receivedAt: row.queuedAt,
    position: 1,
    delivery: deliveryOf(core, row, gate, new Map(), others),
    unread: false,
  };
  return {
    id: row.id,
    con: opening.con,
    room: row.room,
    level,
    mode,
    parties: opening.parties,
    initiator: office.state,
    headline: "draft",
    lines: [],
    partyStates: {},
    subject,
    entries: entry === null ? [] : [entry],
    requests: [],
    may: [],
    mayNot: [],
    gate,
    members: [],
    unread: 0,
    needs: gate.state === "held" ? "held" : "nothing",
    lastAt: row.queuedAt,
  };
}

import type { ActHash, StateCode } from "@parley/base";
import { foldKind, type Content } from "@parley/protocol";
import type { Channel } from "./channel.ts";
import { permissionsOf } from "./consultation-of.ts";
import type { Core } from "./core.ts";

/** Why the fold does not offer an act that follows now, as a code of the fold; null where it does. */
export function whyNot(
  core: Core,
  channel: Channel,
  content: Content,
  re: ActHash | null,
): string | null {
  const { may, mayNot } = permissionsOf(core, channel);
  const step = stepOf(content, re);
  const offered = may.find((one) => one.step === step);
  if (offered === undefined)
    return mayNot.find((one) => one.step === step)?.reason ?? "R_NOT_MEMBER";
  if (re === null) return null;
  const root = rootOf(channel, re);
  if (offered.targets.includes(root)) return null;
  return step === "update"
    ? "R_OWN_ONLY"
    : step === "T04.ack"
      ? "R_NOTHING_TO_ACK"
      : "R_NO_REQUEST";
}

/** A reply goes to the State it answers, an update to all other parties; nobody named means all. */
export function addressees(
  core: Core,
  channel: Channel,
  content: Content,
  re: ActHash | null,
): readonly StateCode[] {
  const { log } = core.state;
  if (content.kind === "roster" || content.kind === "device") return [];
  const target = re === null ? undefined : channel.acts.get(re)?.signed.act;
  if (content.kind === "T04") {
    const author = target === undefined ? null : log.state(target.rec);
    return author === null ? [] : [author];
  }
  const own = core.ownState;
  return (channel.opening.act.open?.parties ?? []).filter((state) => state !== own);
}

/** The row of the table of permissions that an act is offered under. */
function stepOf(content: Content, re: ActHash | null): string {
  if (content.kind === "T02") return re === null ? "T02" : "update";
  // Whoever may change the roster may sign for a device of the same State.
  if (content.kind === "roster" || content.kind === "device") return "roster";
  return foldKind({ kind: "T04", f: { reply_kind: content.fields.reply_kind } });
}

/** The first version of a request: what the fold knows it by. */
function rootOf(channel: Channel, hash: ActHash): ActHash {
  const seen = new Set<ActHash>();
  for (let at = hash; ;) {
    const act = channel.acts.get(at)?.signed.act;
    if (act?.kind !== "T02" || act.re === undefined || seen.has(at)) return at;
    seen.add(at);
    at = act.re;
  }
}

import type { ActHash, Instant, Mode } from "@parley/base";
import type { ClientSnapshot, Consultation } from "@parley/client";
import { SEVERITY, type Precedence, type Severity, type Tlp } from "@parley/protocol";
import { consultationTitle, stateName, stateNames, type TimeFrame } from "../../acts/index.ts";
import { acts } from "../../words/en/acts.ts";
import { consultation as words } from "../../words/en/consultation.ts";
import { say } from "../../words/message.ts";
import { capitalViews, utcNow, type CapitalView } from "./capital-view.ts";
import { gateView, type GateView } from "./hold-view.ts";
import { logItems, type LogItem } from "./log-view.ts";
import { counterpart, memberViews, type Counterpart, type MemberView } from "./member-view.ts";
import { requestViews, type RequestView } from "./request-view.ts";
import { others, settingOf, type Setting } from "./setting.ts";
import { stateView, type StateView } from "./state-view.ts";
import {
  primaryStep,
  refusedViews,
  stepViews,
  type RefusedView,
  type StepView,
} from "./step-view.ts";

/** All that the screen of one consultation shows, in words; made anew from every snapshot and minute. */
export interface ConsultationView {
  readonly id: Consultation["id"];
  readonly con: Consultation["con"];
  /** Null while an opening is on its way out: nothing further can be said in it yet. */
  readonly channel: ActHash | null;
  readonly mode: Mode;
  readonly now: Instant;
  readonly frame: TimeFrame;
  readonly head: HeadView;
  readonly state: StateView;
  readonly log: readonly LogItem[];
  readonly unread: { readonly acts: number; readonly notes: number };
  readonly requests: readonly RequestView[];
  readonly steps: readonly StepView[];
  readonly primary: StepView | null;
  readonly refused: readonly RefusedView[];
  readonly capitals: readonly CapitalView[];
  readonly utc: string;
  readonly members: readonly MemberView[];
  readonly gate: GateView;
  readonly note: NoteView;
  /** Names of the other States, for sentences to them: "Alfa". */
  readonly opposite: string;
  /** Name of one's own State; null before the device is listed. */
  readonly own: string | null;
}

export interface HeadView {
  readonly title: string;
  readonly mode: Mode;
  readonly tlp: Tlp | null;
  readonly precedence: Precedence | null;
  readonly severity: Severity | null;
  readonly level: string;
  readonly openedBy: string;
  readonly counterpart: Counterpart | null;
}

/** The note that is being written here, as it was saved last. */
export interface NoteView {
  readonly draftId: string;
  readonly text: string;
}

/** The view of one consultation; null where the snapshot has none of this id. */
export function consultationView(
  snapshot: ClientSnapshot,
  id: string,
  now: Instant,
): ConsultationView | null {
  const consultation = snapshot.consultations.find((one) => one.id === id);
  if (consultation === undefined) return null;
  const setting = settingOf(snapshot, consultation, now);
  const steps = stepViews(setting);
  const fresh = (kind: "act" | "note"): number =>
    consultation.entries.filter((entry) => entry.kind === kind && entry.unread).length;
  return {
    id: consultation.id,
    con: consultation.con,
    channel: setting.channel,
    mode: consultation.mode,
    now,
    frame: setting.frame,
    head: headView(setting),
    state: stateView(setting),
    log: logItems(setting),
    unread: { acts: fresh("act"), notes: fresh("note") },
    requests: requestViews(setting),
    steps,
    primary: primaryStep(steps, consultation.needs),
    refused: refusedViews(setting),
    capitals: capitalViews(setting),
    utc: utcNow(setting),
    members: memberViews(setting),
    gate: gateView(setting),
    note: noteView(setting),
    opposite: stateNames(others(consultation.parties, setting.here)),
    own: setting.here === null ? null : stateName(setting.here),
  };
}

function headView(setting: Setting): HeadView {
  const { consultation } = setting;
  const { subject } = consultation;
  const severity = subject?.f["severity"];
  const code =
    typeof severity === "object" && !Array.isArray(severity) && severity !== null
      ? SEVERITY.find((one) => one === (severity as { readonly code?: unknown }).code)
      : undefined;
  return {
    title: consultationTitle(consultation.parties, subject),
    mode: consultation.mode,
    tlp: subject?.tlp ?? null,
    precedence: subject?.prec ?? null,
    severity: code ?? null,
    level: say(acts.levelName[consultation.level]),
    openedBy: say(words.openedBy, { state: stateName(consultation.initiator) }),
    counterpart: counterpart(setting),
  };
}

function noteView({ snapshot, channel }: Setting): NoteView {
  const draft = snapshot.drafts.find((one) => one.kind === "note" && one.channel === channel);
  return draft?.kind === "note"
    ? { draftId: draft.id, text: draft.text }
    : { draftId: `note-${channel ?? ""}`, text: "" };
}

import type { Mode, RecordId, StateCode } from "@parley/base";
import type {
  ActDraft,
  ActEntry,
  ClientSnapshot,
  Consultation,
  Office,
  Trust,
} from "@parley/client";
import { isExerciseState, type Act } from "@parley/protocol";
import { hereOf, stateName, type TimeFrame } from "../../acts/index.ts";

/** An office that the act goes to. */
export interface Addressee {
  readonly rec: RecordId;
  /** Null: the directory has no such record any more. */
  readonly office: Office | null;
  readonly trust: Trust;
}

/** Everything around a draft that the forms show and that is not the draft. */
export interface ComposeSetting {
  readonly mode: Mode;
  /** Null until this device is listed. */
  readonly own: Office | null;
  readonly consultation: Consultation | null;
  readonly addressees: readonly Addressee[];
  /** States that read the act, in alphabetical order of their names. */
  readonly readers: readonly StateCode[];
  /** Zone in which times are typed: that of one's own capital. */
  readonly zone: string;
  /** Clocks as the author sees them. */
  readonly frame: TimeFrame;
  /** Clocks as the first reader sees them. */
  readonly readerFrame: TimeFrame;
  /** The act that is answered or updated. */
  readonly referred: ActEntry | null;
}

export function composeSetting(draft: ActDraft, snapshot: ClientSnapshot): ComposeSetting {
  const own = snapshot.me.office;
  const here = own?.state ?? null;
  const consultation =
    draft.channel === null
      ? null
      : (snapshot.consultations.find((one) => one.id === draft.channel) ?? null);
  const addressees =
    consultation === null
      ? openingAddressees(draft, snapshot)
      : channelAddressees(consultation, own);
  const states = consultation?.parties ?? addressees.flatMap((one) => one.office?.state ?? []);
  const readers = [...new Set(states)]
    .filter((one) => one !== here)
    .sort((a, b) => stateName(a).localeCompare(stateName(b), "en"));
  const parties = here === null ? readers : [here, ...readers];
  return {
    mode: consultation?.mode ?? (parties.some(isExerciseState) ? "exercise" : "real"),
    own,
    consultation,
    addressees,
    readers,
    zone: hereOf(here).zone,
    frame: { here, parties },
    readerFrame: { here: readers[0] ?? here, parties },
    referred:
      consultation?.entries.find(
        (one): one is ActEntry => one.kind === "act" && one.hash === draft.re,
      ) ?? null,
  };
}

function openingAddressees(draft: ActDraft, snapshot: ClientSnapshot): readonly Addressee[] {
  // One's own office stands in the roster of every opening, whether or not the draft names it.
  const others = draft.roster.filter((rec) => rec !== snapshot.me.office?.rec);
  return others.map((rec) => {
    const office = snapshot.offices.find((one) => one.rec === rec) ?? null;
    return { rec, office, trust: office?.trust ?? "not-listed" };
  });
}

function channelAddressees(consultation: Consultation, own: Office | null): readonly Addressee[] {
  return consultation.members.flatMap(({ office, trust }) =>
    office === null || office.rec === own?.rec ? [] : [{ rec: office.rec, office, trust }],
  );
}

/** The act as the sheet shows it while it is written. */
export interface DraftAct extends Pick<Act, "kind" | "mode" | "tlp" | "to" | "lang" | "ask"> {
  readonly prec: ActDraft["prec"];
  readonly res: readonly string[];
  readonly f: ActDraft["fields"];
}

export function draftAct(draft: ActDraft, setting: ComposeSetting): DraftAct {
  return {
    kind: draft.kind,
    mode: setting.mode,
    tlp: draft.tlp,
    prec: draft.prec,
    to: setting.readers,
    lang: "en",
    res: draft.res,
    ask: draft.ask,
    f: draft.fields,
  };
}

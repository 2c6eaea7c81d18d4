import type { ActHash } from "@parley/base";
import type { Consultation, Office } from "@parley/client";
import { FOLD_TABLE, type ReplyKind } from "@parley/protocol";
import { listWords, officeName, raised, stateName, stepReason } from "../../acts/index.ts";
import type { IconName } from "../../ui/Icon.tsx";
import { consultation as words } from "../../words/en/consultation.ts";
import { say, type Message } from "../../words/message.ts";
import type { ComposeWish, OfficeChange } from "./actions.ts";
import type { Setting } from "./setting.ts";

export type StepWish =
  | {
      readonly do: "acknowledge";
      readonly re: ActHash;
      readonly position: number;
      readonly to: string;
    }
  | { readonly do: "compose"; readonly wish: ComposeWish }
  | { readonly do: "change"; readonly change: OfficeChange };

/** Something a person may do now. */
export interface StepView {
  readonly key: string;
  readonly label: string;
  readonly icon: IconName;
  /** The single key that does it: the first of its kind only. */
  readonly shortcut: string | null;
  readonly wish: StepWish;
}

/** Steps that are not possible for one and the same reason. */
export interface RefusedView {
  readonly steps: string;
  readonly reason: string;
}

const LABELS: { readonly [step: string]: Message } = {
  "T04.ack": words.step["T04.ack"],
  "T04.answer": words.step["T04.answer"],
  "T04.holding": words.step["T04.holding"],
  "T04.decline": words.step["T04.decline"],
  "T04.counter": words.step["T04.counter"],
  "T04.accept": words.step["T04.accept"],
  "T04.conditions": words.step["T04.conditions"],
  T02: words.step.T02,
  update: words.step.update,
  roster: words.step.roster,
};
const ICONS: { readonly [step: string]: IconName } = {
  "T04.ack": "ack",
  "T04.answer": "reply",
  "T04.holding": "clock",
  "T04.decline": "note",
  "T04.accept": "check",
  update: "draft",
  T02: "plus",
};
const KEYS: { readonly [step: string]: string } = {
  "T04.answer": "R",
  "T04.holding": "H",
  "T04.decline": "D",
};
/** What the form starts with; an answer's and a decline's kind is chosen there. */
const REPLIES: { readonly [step: string]: ReplyKind | null } = {
  "T04.answer": null,
  "T04.holding": "holding",
  "T04.decline": "take-note",
  "T04.counter": "counter-proposal",
  "T04.accept": "accept",
  "T04.conditions": "accept-conditions",
};
/** Steps that only proposals and requests of assistance open, which this version does not write. */
const WITHOUT_PROPOSALS = new Set(["T04.counter", "T04.accept", "T04.conditions"]);

/** What one may do now, the likeliest first. */
export function stepViews(setting: Setting): readonly StepView[] {
  const { channel, consultation } = setting;
  if (channel === null) return [];
  return likeliestFirst(consultation.may).flatMap(({ step, targets }): readonly StepView[] => {
    const label = labelOf(step);
    if (step === "roster") return changeSteps(setting);
    if (label === null) return [];
    const look = { icon: ICONS[step] ?? "right", shortcut: KEYS[step] ?? null } as const;
    if (step === "T02") {
      const wish: StepWish = { do: "compose", wish: { form: "notification", channel } };
      return [{ key: step, label, ...look, wish }];
    }
    return targets.map((re, i) => {
      const position = setting.acts.get(re)?.position ?? null;
      const several = targets.length > 1 && position !== null;
      return {
        key: `${step} ${re}`,
        label: several ? say(words.step.onAct, { step: label, n: position }) : label,
        icon: look.icon,
        shortcut: i === 0 ? look.shortcut : null,
        wish: wishFor(step, channel, re, setting),
      };
    });
  });
}

/** A further incident is rarer than anything else that may be said here. */
function likeliestFirst(steps: Consultation["may"]): Consultation["may"] {
  const rare = (step: string): boolean => step === "T02" || step === "roster";
  return [...steps.filter((one) => !rare(one.step)), ...steps.filter((one) => rare(one.step))];
}

function wishFor(step: string, channel: ActHash, re: ActHash, setting: Setting): StepWish {
  if (step === "T04.ack") {
    const target = setting.acts.get(re);
    const to = stateName(target?.state ?? setting.consultation.initiator);
    return { do: "acknowledge", re, position: target?.position ?? 1, to };
  }
  if (step === "update") return { do: "compose", wish: { form: "update", channel, re } };
  return { do: "compose", wish: { form: "reply", channel, re, reply: REPLIES[step] ?? null } };
}

function labelOf(step: string): string | null {
  const label = Object.hasOwn(LABELS, step) ? LABELS[step] : undefined;
  return label === undefined ? null : say(label);
}

/** One's own State's other offices of this level: those in the channel can leave it, the others can come in. */
function changeSteps({ snapshot, consultation, here }: Setting): readonly StepView[] {
  const me = snapshot.me.office;
  if (me === null) return [];
  const members = new Set(consultation.members.map((member) => member.office?.rec));
  return snapshot.offices
    .filter((one) => one.state === here && one.rec !== me.rec && one.level === consultation.level)
    .map((one) => {
      const op = members.has(one.rec) ? "remove" : "add";
      const office = officeName(one);
      const label = op === "add" ? words.step.addOffice : words.step.removeOffice;
      return {
        key: `roster ${op} ${one.rec}`,
        label: say(label, { office, rec: one.rec }),
        icon: "person",
        shortcut: null,
        wish: { do: "change", change: { op, rec: one.rec, office } },
      };
    });
}

/** What one may not do now and why; steps of one reason together. */
export function refusedViews(setting: Setting): readonly RefusedView[] {
  const { consultation } = setting;
  const byReason = new Map<string, string[]>();
  for (const { step, reason } of consultation.mayNot) {
    const label = labelOf(step);
    if (label === null || hidden(step, reason, setting)) continue;
    const sentence = reasonWords(step, reason, setting);
    byReason.set(sentence, [...(byReason.get(sentence) ?? []), label]);
  }
  return [...byReason].map(([reason, [first, ...rest]]) => ({
    steps: raised([first ?? "", ...rest.map((label) => lowerFirst(label))].join(", ")),
    reason,
  }));
}

function hidden(step: string, reason: string, setting: Setting): boolean {
  if (step === "roster") return changeSteps(setting).length === 0;
  return WITHOUT_PROPOSALS.has(step) && reason === "R_NO_PROPOSAL";
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** Kind of act that a step is, where it has another name in the table. */
const KIND_OF_STEP: { readonly [step: string]: string } = { update: "T02" };

function reasonWords(step: string, reason: string, setting: Setting): string {
  const { snapshot, consultation, here } = setting;
  const row = FOLD_TABLE.acts.get(KIND_OF_STEP[step] ?? step);
  if (reason === "R_POWER") {
    const holders = snapshot.offices.filter(
      (one) => one.state === here && holdsPower(one, row?.power),
    );
    return holders.length === 0
      ? say(words.step.powerNobody)
      : say(words.step.powerNames, { names: listWords(holders.map(officeName)) });
  }
  if (reason === "R_LEVEL") {
    const levels = (row?.level ?? []).map((level) => say(words.step.levels[level]));
    return say(words.step.level, { levels: listWords(levels) });
  }
  if (reason === "R_MODE") return say(words.step.mode[consultation.mode]);
  if (reason === "R_HELD") return say(words.step.held);
  return stepReason(reason);
}

function holdsPower(office: Office, power: string | undefined): boolean {
  return office.powers.some((held) => held === power);
}

/** The step that is most likely next, for the one primary button; null where none stands out. */
export function primaryStep(
  steps: readonly StepView[],
  needs: Consultation["needs"],
): StepView | null {
  const prefix = { acknowledge: "T04.ack ", reply: "T04.answer ", held: null, nothing: null }[
    needs
  ];
  if (prefix === null) return null;
  return steps.find((step) => step.key.startsWith(prefix)) ?? null;
}

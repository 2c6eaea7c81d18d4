import {
  EXERCISE_STATES,
  IMPACT_OUTLOOK,
  IMPACT_OUTLOOK_LABEL,
  IMPACT_SCOPE,
  IMPACT_SCOPE_LABEL,
  INCIDENT_STATUS,
  INCIDENT_STATUS_LABEL,
  PARTICIPATING_STATES,
  PUBLIC_STATUS,
  PUBLIC_STATUS_LABEL,
  RECIPIENT_REQUEST,
  RECIPIENT_REQUEST_LABEL,
  ROOT_CAUSE,
  ROOT_CAUSE_LABEL,
  SECTORS_EXTRA,
  SECTORS_NIS2,
  T02_STAGE_LABEL,
  T02_STAGES,
  TERRITORIAL_LINK,
  TERRITORIAL_LINK_LABEL,
  TRISTATE,
  TRISTATE_LABEL,
} from "@parley/protocol";
import type { ReactNode } from "react";
import { SectionHead } from "../../ui/Sheet.tsx";
import { compose } from "../../words/en/compose.ts";
import { say } from "../../words/message.ts";
import { textOf } from "./draft-fields.ts";
import { AskField } from "./fields/AskField.tsx";
import { SegmentsField, SelectField } from "./fields/ChoiceField.tsx";
import { CodesField } from "./fields/CodesField.tsx";
import { MomentField } from "./fields/MomentField.tsx";
import { PhrasesField } from "./fields/PhrasesField.tsx";
import { WrittenField } from "./fields/WrittenField.tsx";
import { filledWords } from "./filled.ts";
import type { ComposeForm } from "./form.ts";
import { RsitFields } from "./RsitFields.tsx";
import { SeverityFields } from "./SeverityFields.tsx";

const { field, section } = compose;
const SECTORS = [...SECTORS_NIS2, ...SECTORS_EXTRA];

/** Stage, reference, type, status, times. */
export function WhatHappened({ form }: { form: ComposeForm }): ReactNode {
  return (
    <section>
      <SectionHead
        title={say(section.seen)}
        aside={filledWords(form.draft, [
          "stage",
          "incident_ref",
          "rsit",
          "incident_status",
          "detected_at",
          "started_at",
          "ended_at",
          "summary",
        ])}
      />
      <SegmentsField
        form={form}
        field="stage"
        label={say(field.stage)}
        codes={T02_STAGES}
        labels={T02_STAGE_LABEL}
      />
      <WrittenField
        form={form}
        field="incident_ref"
        label={say(field.incident_ref)}
        note={say(field.incident_ref_note)}
        most={64}
        lines="one"
      />
      <RsitFields form={form} />
      <SelectField
        form={form}
        field="incident_status"
        label={say(field.incident_status)}
        codes={INCIDENT_STATUS}
        labels={INCIDENT_STATUS_LABEL}
      />
      <MomentField form={form} field="detected_at" label={say(field.detected_at)} now />
      <MomentField form={form} field="started_at" label={say(field.started_at)} now />
      <MomentField form={form} field="ended_at" label={say(field.ended_at)} now />
      <WrittenField
        form={form}
        field="summary"
        label={say(field.summary)}
        note={say(compose.optional)}
        hint={say(field.summary_hint)}
        most={2_000}
        lines="many"
      />
    </section>
  );
}

/** Scope, sectors, States, severity. */
export function Effect({ form }: { form: ComposeForm }): ReactNode {
  const early = textOf(form.draft, "stage") === "early-warning";
  const optional = say(compose.optional);
  const states = form.setting.mode === "real" ? PARTICIPATING_STATES : EXERCISE_STATES;
  return (
    <section>
      <SectionHead
        title={say(section.effect)}
        aside={filledWords(form.draft, [
          "impact_scope",
          "affected_sectors",
          "states_affected",
          "severity",
          "impact_outlook",
        ])}
      />
      <SelectField
        form={form}
        field="impact_scope"
        label={say(field.impact_scope)}
        codes={IMPACT_SCOPE}
        labels={IMPACT_SCOPE_LABEL}
      />
      <CodesField
        form={form}
        field="affected_sectors"
        label={say(field.affected_sectors)}
        note={early ? say(compose.optionalNow) : ""}
        options={SECTORS}
      />
      <CodesField
        form={form}
        field="states_affected"
        label={say(field.states_affected)}
        note={optional}
        options={states.map((one) => ({ code: one.code, label: one.name }))}
      />
      <SeverityFields form={form} />
      <SelectField
        form={form}
        field="impact_outlook"
        label={say(field.impact_outlook)}
        note={say(field.impact_outlook_note)}
        codes={IMPACT_OUTLOOK}
        labels={IMPACT_OUTLOOK_LABEL}
        optional
      />
    </section>
  );
}

/** Flags, cause, link; and the word that nothing is attributed here. */
export function Assessment({ form }: { form: ComposeForm }): ReactNode {
  return (
    <section>
      <SectionHead
        title={say(section.assessment)}
        aside={filledWords(form.draft, [
          "suspected_malicious",
          "cross_border",
          "root_cause",
          "territorial_link",
          "public_status",
        ])}
      />
      <SegmentsField
        form={form}
        field="suspected_malicious"
        label={say(field.suspected_malicious)}
        codes={TRISTATE}
        labels={TRISTATE_LABEL}
      />
      <SegmentsField
        form={form}
        field="cross_border"
        label={say(field.cross_border)}
        codes={TRISTATE}
        labels={TRISTATE_LABEL}
      />
      <SelectField
        form={form}
        field="root_cause"
        label={say(field.root_cause)}
        note={say(field.root_cause_note)}
        codes={ROOT_CAUSE}
        labels={ROOT_CAUSE_LABEL}
        optional
      />
      <SelectField
        form={form}
        field="territorial_link"
        label={say(field.territorial_link)}
        hint={say(field.territorial_link_hint)}
        codes={TERRITORIAL_LINK}
        labels={TERRITORIAL_LINK_LABEL}
      />
      <SegmentsField
        form={form}
        field="public_status"
        label={say(field.public_status)}
        codes={PUBLIC_STATUS}
        labels={PUBLIC_STATUS_LABEL}
      />
      <p className="hint">{say(field.no_attribution)}</p>
    </section>
  );
}

/** Measures, request, requested times. */
export function MeasuresAndRequest({ form }: { form: ComposeForm }): ReactNode {
  return (
    <section>
      <SectionHead
        title={say(section.asking)}
        aside={filledWords(form.draft, ["mitigation_taken", "request_to_recipient"])}
      />
      <WrittenField
        form={form}
        field="mitigation_taken"
        label={say(field.mitigation_taken)}
        note={say(compose.optional)}
        most={2_000}
        lines="many"
      />
      <SegmentsField
        form={form}
        field="request_to_recipient"
        label={say(field.request_to_recipient)}
        codes={RECIPIENT_REQUEST}
        labels={RECIPIENT_REQUEST_LABEL}
      />
      <AskField form={form} name="ack" />
      <AskField form={form} name="reply" />
    </section>
  );
}

/** What stands in the act besides what is typed. */
export function Phrases({ form }: { form: ComposeForm }): ReactNode {
  return (
    <section>
      <SectionHead title={say(section.phrases)} />
      <PhrasesField form={form} />
    </section>
  );
}

import { REPLY_KIND_LABEL, REPLY_KIND_MEANING } from "@parley/protocol";
import type { ReactNode } from "react";
import { Field } from "../../ui/Field.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { SectionHead } from "../../ui/Sheet.tsx";
import { compose } from "../../words/en/compose.ts";
import { say } from "../../words/message.ts";
import { setReplyKind } from "./draft-fields.ts";
import { anchorOf } from "./draft-problems.ts";
import { AskField } from "./fields/AskField.tsx";
import { PhrasesField } from "./fields/PhrasesField.tsx";
import { WrittenField } from "./fields/WrittenField.tsx";
import type { ComposeForm } from "./form.ts";
import { carriesText, kindOf, kindsOffered, redirects, whyNotNow } from "./reply-kinds.ts";

const { field, section } = compose;

/** Kind first; the fields that it has follow. */
export function ReplyFields({ form }: { form: ComposeForm }): ReactNode {
  const kind = kindOf(form.draft);
  return (
    <>
      <section>
        <SectionHead title={say(section.reply)} />
        <KindField form={form} />
        {kind === "holding" && <AskField form={form} name="revert" />}
        {kind === "accept-conditions" && (
          <WrittenField
            form={form}
            field="conditions"
            label={say(field.conditions)}
            most={2_000}
            lines="many"
          />
        )}
        {kind !== null && redirects(kind) && (
          <WrittenField
            form={form}
            field="redirect_to"
            label={say(field.redirect_to)}
            hint={say(field.redirect_to_hint)}
            most={500}
            lines="many"
            rows={2}
          />
        )}
        {kind !== null &&
          (carriesText(kind) ? (
            <WrittenField
              form={form}
              field="text"
              label={say(field.text)}
              {...(kind === "counter-proposal" ? {} : { note: say(compose.optional) })}
              {...(kind === "decline" ? { hint: say(field.text_decline_hint) } : {})}
              most={4_000}
              lines="many"
              rows={7}
            />
          ) : (
            <p className="hint">{say(field.text_none)}</p>
          ))}
      </section>
      {kind !== null && (
        <section>
          <SectionHead title={say(section.phrases)} />
          <PhrasesField form={form} />
        </section>
      )}
    </>
  );
}

/** Kinds open now, each with what it says. */
function KindField({ form }: { form: ComposeForm }): ReactNode {
  const { draft, setting } = form;
  const offered =
    setting.consultation === null || draft.re === null
      ? []
      : kindsOffered(setting.consultation, draft.re);
  const kind = kindOf(draft);
  const why =
    setting.consultation === null || draft.re === null || kind === null
      ? null
      : whyNotNow(setting.consultation, draft.re, kind);
  return (
    <div id={anchorOf("reply_kind")}>
      <Field
        group
        layout="row"
        label={say(field.reply_kind)}
        error={form.errorOf("reply_kind")}
        {...(offered.length === 0 ? { hint: why ?? say(field.reply_kind_none) } : {})}
      >
        {(control) => (
          <RadioGroup
            control={control}
            label={say(field.reply_kind)}
            options={offered.map((one) => ({
              value: one,
              label: REPLY_KIND_LABEL[one],
              ...(REPLY_KIND_MEANING[one] === "" ? {} : { meaning: REPLY_KIND_MEANING[one] }),
            }))}
            value={kind}
            onValue={(one) => form.change(setReplyKind(one))}
          />
        )}
      </Field>
    </div>
  );
}

import type { ReactNode } from "react";
import { Button } from "../../ui/Button.tsx";
import { Checkbox, TextArea, TextInput } from "../../ui/controls.tsx";
import { Field } from "../../ui/Field.tsx";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import {
  OFFERED_LANGUAGES,
  type CardField,
  type CardProblems,
  type CardText,
} from "./card-fields.ts";
import { languageName } from "./reach-view.ts";

export interface CardFieldsProps {
  readonly text: CardText;
  readonly problems: CardProblems;
  readonly change: (part: Partial<CardText>) => void;
}

/** What does not fit in a field, as a sentence. */
export function problemOf(problems: CardProblems, field: CardField): string | null {
  const problem = problems.get(field);
  return problem === undefined ? null : say(words.card.problem[problem]);
}

/** Who the office is and how it is reached. */
export function ReachFields({ text, problems, change }: CardFieldsProps): ReactNode {
  const { card: w } = words;
  const error = (field: CardField): string | null => problemOf(problems, field);
  return (
    <>
      <Field label={say(w.office)} hint={say(w.officeHint)} error={error("office")}>
        {(control) => (
          <TextInput {...control} value={text.office} onValue={(office) => change({ office })} />
        )}
      </Field>
      <Field label={say(w.unit)} note={say(w.optional)} error={error("unit")}>
        {(control) => (
          <TextInput {...control} value={text.unit} onValue={(unit) => change({ unit })} />
        )}
      </Field>
      <Telephones text={text} problems={problems} change={change} />
      <Field label={say(w.mailbox)} note={say(w.optional)} error={error("mailbox")}>
        {(control) => (
          <TextInput
            {...control}
            inputMode="email"
            value={text.mailbox}
            onValue={(mailbox) => change({ mailbox })}
          />
        )}
      </Field>
      <Field label={say(w.languages)} group>
        {(control) => (
          <fieldset className="row checks" aria-label={say(w.languages)} {...control}>
            {OFFERED_LANGUAGES.map((tag) => (
              <Checkbox
                key={tag}
                checked={text.languages.includes(tag)}
                onChecked={(checked) =>
                  change({
                    languages: OFFERED_LANGUAGES.filter((one) =>
                      one === tag ? checked : text.languages.includes(one),
                    ),
                  })
                }
              >
                {languageName(tag)}
              </Checkbox>
            ))}
          </fieldset>
        )}
      </Field>
      <Field
        label={say(w.otherLanguages)}
        note={say(w.optionalMany)}
        hint={say(w.otherLanguagesHint)}
        error={error("otherLanguages")}
      >
        {(control) => (
          <TextInput
            {...control}
            value={text.otherLanguages}
            onValue={(otherLanguages) => change({ otherLanguages })}
          />
        )}
      </Field>
      <Field
        label={say(w.deputies)}
        note={say(w.optionalMany)}
        hint={say(w.deputiesHint)}
        error={error("deputies")}
      >
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            value={text.deputies}
            onValue={(deputies) => change({ deputies })}
          />
        )}
      </Field>
    </>
  );
}

function Telephones({ text, problems, change }: CardFieldsProps): ReactNode {
  const { card: w } = words;
  const { telephones } = text;
  const put = (i: number, part: Partial<CardText["telephones"][number]>): void =>
    change({ telephones: telephones.map((one, at) => (at === i ? { ...one, ...part } : one)) });
  return (
    <div className="stack stack--s">
      {telephones.map((one, i) => (
        <div className="telrow" key={i}>
          <Field label={say(w.telephone, { n: i + 1 })} error={problemOf(problems, `number${i}`)}>
            {(control) => (
              <TextInput
                {...control}
                inputMode="tel"
                value={one.number}
                onValue={(number) => put(i, { number })}
              />
            )}
          </Field>
          <Field
            label={say(w.telephoneLabel, { n: i + 1 })}
            error={problemOf(problems, `label${i}`)}
          >
            {(control) => (
              <TextInput {...control} value={one.label} onValue={(label) => put(i, { label })} />
            )}
          </Field>
          <Button
            kind="quiet"
            onClick={() => change({ telephones: telephones.filter((_, at) => at !== i) })}
          >
            {say(w.remove)}
            <span className="sr"> {say(w.telephone, { n: i + 1 })}</span>
          </Button>
        </div>
      ))}
      <div className="row">
        <Button
          size="s"
          icon="plus"
          onClick={() => change({ telephones: [...telephones, { number: "", label: "" }] })}
        >
          {say(w.addTelephone)}
        </Button>
        <output className="hint">
          {problemOf(problems, "telephones") ?? say(w.telephoneHint)}
        </output>
      </div>
    </div>
  );
}

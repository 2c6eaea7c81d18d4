import { WEEKDAYS } from "@parley/directory";
import type { ReactNode } from "react";
import { Checkbox, TextArea, TextInput } from "../../ui/controls.tsx";
import { Field } from "../../ui/Field.tsx";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import { weekdayName } from "../../words/times.ts";
import type { CardField } from "./card-fields.ts";
import { problemOf, type CardFieldsProps } from "./ReachFields.tsx";

/** When the office is there, in its own time. */
export function HoursFields({ text, problems, change }: CardFieldsProps): ReactNode {
  const { card: w } = words;
  const error = (field: CardField): string | null => problemOf(problems, field);
  return (
    <>
      <Field label={say(w.days)} group>
        {(control) => (
          <fieldset className="row checks" aria-label={say(w.days)} {...control}>
            {WEEKDAYS.map((day, i) => (
              <Checkbox
                key={day}
                checked={text.days.includes(day)}
                onChecked={(checked) =>
                  change({
                    days: WEEKDAYS.filter((one) =>
                      one === day ? checked : text.days.includes(one),
                    ),
                  })
                }
              >
                {weekdayName(i + 1)}
              </Checkbox>
            ))}
          </fieldset>
        )}
      </Field>
      <div className="hoursrow">
        <Field label={say(w.from)} error={error("from")}>
          {(control) => (
            <TextInput {...control} value={text.from} onValue={(from) => change({ from })} />
          )}
        </Field>
        <Field label={say(w.to)} error={error("to")}>
          {(control) => <TextInput {...control} value={text.to} onValue={(to) => change({ to })} />}
        </Field>
        <Field label={say(w.zone)} hint={say(w.zoneHint)} error={error("zone")}>
          {(control) => (
            <TextInput {...control} value={text.zone} onValue={(zone) => change({ zone })} />
          )}
        </Field>
      </div>
      <Field label={say(w.outOfHours)} note={say(w.optional)} error={error("outOfHours")}>
        {(control) => (
          <TextInput
            {...control}
            value={text.outOfHours}
            onValue={(outOfHours) => change({ outOfHours })}
          />
        )}
      </Field>
      <Field
        label={say(w.holidays)}
        note={say(w.optionalMany)}
        hint={say(w.holidaysHint)}
        error={error("holidays")}
      >
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            value={text.holidays}
            onValue={(holidays) => change({ holidays })}
          />
        )}
      </Field>
    </>
  );
}

import { momentOf } from "@parley/protocol";
import { useState, type ReactNode } from "react";
import { stateName, timesInWords } from "../../../acts/index.ts";
import { LinkButton } from "../../../ui/Button.tsx";
import { TextInput } from "../../../ui/controls.tsx";
import { Field } from "../../../ui/Field.tsx";
import { compose } from "../../../words/en/compose.ts";
import { say } from "../../../words/message.ts";
import type { ComposeForm } from "../form.ts";
import { fieldOfTyped, readingOfField, typedOfField, writeLocal } from "../local-time.ts";

export interface TypedMomentProps {
  readonly form: ComposeForm;
  readonly label: string;
  readonly note?: string;
  readonly hint?: string;
  /** `YYYY-MM-DDThh:mm:ssZ`, or what was typed where it does not read as a time. */
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly error: string | null;
  /** Quick choices, below the input. */
  readonly children?: ReactNode;
}

/** A time, typed on the clock of one's own capital and shown on all clocks concerned. */
export function TypedMoment({
  form,
  label,
  value,
  onValue,
  error,
  children,
  ...rest
}: TypedMomentProps): ReactNode {
  const { zone, frame } = form.setting;
  // While a person types, the input shows the typing, not the time that it already reads as.
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? typedOfField(value, zone);
  return (
    <Field
      layout="row"
      label={label}
      error={typed !== null && !form.attempted ? null : error}
      {...rest}
    >
      {(control) => (
        <>
          <div className="suffix">
            <TextInput
              {...control}
              value={shown}
              placeholder={say(compose.time.placeholder)}
              onValue={(text) => {
                setTyped(text);
                onValue(fieldOfTyped(text, zone));
              }}
              onBlur={() => setTyped(null)}
            />
            <Clocks value={value} form={form} />
          </div>
          <Doubt value={value} form={form} onValue={onValue} place={frame.here} />
          {children}
        </>
      )}
    </Field>
  );
}

/** The moment on the other clocks, beside the input. */
function Clocks({ value, form }: { value: string; form: ComposeForm }): ReactNode {
  const reading = readingOfField(value, form.setting.zone);
  if (reading.state !== "moment") return <span className="meta" />;
  return (
    <span className="meta">
      {timesInWords(reading.instant, form.setting.frame, form.now).others}
    </span>
  );
}

/** A time that came twice or never, since clocks were changed. */
function Doubt({
  value,
  form,
  onValue,
  place,
}: {
  value: string;
  form: ComposeForm;
  onValue: (value: string) => void;
  place: string | null;
}): ReactNode {
  const { zone } = form.setting;
  const reading = readingOfField(value, zone);
  const name = placeName(place);
  if (reading.state === "gap") {
    return (
      <span className="hint hint--ask">
        {say(compose.time.gap, { place: name, first: writeLocal(reading.after, zone) })}
      </span>
    );
  }
  if (reading.state !== "moment" || reading.other === null) return null;
  const { instant, other } = reading;
  const utc = (at: number): string => writeLocal(at, "UTC").slice(-5);
  return (
    <span className="hint hint--ask">
      {say(compose.time.twice, { place: name, utc: utc(instant), otherUtc: utc(other) })}{" "}
      <LinkButton onClick={() => onValue(momentOf(other))}>
        {say(compose.time.takeOther, { utc: utc(other) })}
      </LinkButton>
    </span>
  );
}

function placeName(place: string | null): string {
  return place === null ? say(compose.time.utc) : stateName(place);
}

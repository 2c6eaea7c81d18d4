import { momentOf } from "@parley/protocol";
import { useState, type ReactNode } from "react";
import { stateName, timesInWords } from "../../../acts/index.ts";
import { LinkButton } from "../../../ui/Button.tsx";
import { TextInput } from "../../../ui/controls.tsx";
import { Field } from "../../../ui/Field.tsx";
import { compose } from "../../../words/en/compose.ts";
import { say } from "../../../words/message.ts";
import type { ComposeForm } from "../form.ts";
import {
  fieldOfTyped,
  readingOfField,
  typedOfField,
  writeLocal,
  type LocalReading,
} from "../local-time.ts";

export interface TypedMomentProps {
  readonly form: ComposeForm;
  readonly label: string;
  readonly note?: string;
  readonly hint?: string;
  /** `YYYY-MM-DDThh:mm:ssZ`, or what was typed where it does not read as a time. */
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly error: string | null;
  /** Stands beside the input while nothing is typed. */
  readonly beside?: ReactNode;
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
  beside,
  children,
  ...rest
}: TypedMomentProps): ReactNode {
  const { zone, readers } = form.setting;
  // While a person types, the input shows the typing, not the time that it already reads as.
  const [typed, setTyped] = useState<string | null>(null);
  const reading = readingOfField(value, zone);
  const others = othersOf(reading, form);
  const roomy = readers.length < 2;
  const clocks = roomy && others !== "" ? <span className="meta">{others}</span> : null;
  const besideInput = value === "" ? (beside ?? null) : clocks;
  const unfinished = typed !== null && !form.attempted;
  return (
    <Field
      layout="row"
      label={label}
      error={gapWords(reading, form) ?? (unfinished ? null : error)}
      {...rest}
    >
      {(control) => (
        <>
          <div className={besideInput === null ? undefined : "suffix"}>
            <TextInput
              {...control}
              value={typed ?? typedOfField(value, zone)}
              placeholder={say(compose.time.placeholder)}
              onValue={(text) => {
                setTyped(text);
                onValue(fieldOfTyped(text, zone));
              }}
              onBlur={() => setTyped(null)}
            />
            {besideInput}
          </div>
          {!roomy && others !== "" && <span className="hint">{others}</span>}
          <Twice reading={reading} form={form} onValue={onValue} />
          {children}
        </>
      )}
    </Field>
  );
}

/** The moment on the other clocks; "" where there is none. */
function othersOf(reading: LocalReading, { setting, now }: ComposeForm): string {
  return reading.state === "moment" ? timesInWords(reading.instant, setting.frame, now).others : "";
}

/** A time that never was, since clocks went forward over it. */
function gapWords(reading: LocalReading, { setting }: ComposeForm): string | null {
  if (reading.state !== "gap") return null;
  const first = writeLocal(reading.after, setting.zone);
  return say(compose.time.gap, { place: placeName(setting.frame.here), first });
}

/** A time that came twice, since clocks went back: which of the two is meant. */
function Twice({
  reading,
  form,
  onValue,
}: {
  reading: LocalReading;
  form: ComposeForm;
  onValue: (value: string) => void;
}): ReactNode {
  if (reading.state !== "moment" || reading.other === null) return null;
  const { instant, other } = reading;
  const utc = (at: number): string => writeLocal(at, "UTC").slice(-5);
  const place = placeName(form.setting.frame.here);
  return (
    <span className="hint hint--ask">
      {say(compose.time.twice, { place, utc: utc(instant), otherUtc: utc(other) })}{" "}
      <LinkButton onClick={() => onValue(momentOf(other))}>
        {say(compose.time.takeOther, { utc: utc(other) })}
      </LinkButton>
    </span>
  );
}

function placeName(state: string | null): string {
  return state === null ? say(compose.time.utc) : stateName(state);
}

import { useEffect, useRef, useState, type ReactNode } from "react";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { enrol } from "../../words/en/enrol.ts";
import { say } from "../../words/message.ts";
import { faultWords } from "./fault-words.ts";
import type { GivenTicket, TicketFault } from "./ticket-fault.ts";
import { takenFiles } from "./taken-files.ts";

export interface OpenTicketProps {
  readonly server: string;
  readonly reading: boolean;
  readonly fault: TicketFault | null;
  /** The person said that the one before was not theirs. */
  readonly putAside: boolean;
  readonly onGiven: (given: GivenTicket) => void;
  readonly onPaste: () => void;
}

/** A ticket comes as a file that is chosen or dropped anywhere in the window, or as a text that is pasted. */
export function OpenTicket(props: OpenTicketProps): ReactNode {
  const { ticket: words } = enrol;
  const { onGiven } = props;
  const picker = useRef<HTMLInputElement>(null);
  const over = useDropAnywhere(onGiven);
  usePasteAnywhere(onGiven);
  const fault = props.fault === null ? null : faultWords(props.fault, props.server);
  return (
    <>
      <div>
        <h1 className="title">{say(words.title)}</h1>
        <p className="lead">{say(words.lead)}</p>
      </div>
      {fault !== null && (
        <div className="lockform">
          <Banner tone="notice" title={fault.title} urgent>
            <p>{fault.text}</p>
          </Banner>
        </div>
      )}
      {fault === null && props.putAside && (
        <div className="lockform">
          <Banner title={say(enrol.yours.put.title)}>
            <p>{say(enrol.yours.put.text)}</p>
          </Banner>
        </div>
      )}
      <section className={over ? "droparea is-over lockform" : "droparea lockform"}>
        <Icon name="file" large />
        <p className="droparea__say">
          <b>{say(over ? words.released : words.drop)}</b>
          <span className="muted">{say(words.ways)}</span>
        </p>
        <div className="row">
          <Button kind="primary" size="l" onClick={() => picker.current?.click()}>
            {say(words.choose)}
          </Button>
          <input
            ref={picker}
            type="file"
            hidden
            aria-label={say(words.file)}
            onChange={(event) => {
              const given = takenFiles(event.target.files);
              // So that the same file can be chosen again.
              event.target.value = "";
              if (given !== null) onGiven(given);
            }}
          />
          <Button size="l" icon="copy" onClick={props.onPaste}>
            {say(words.paste)}
          </Button>
          {props.reading && (
            <span className="muted row row--tight">
              <span className="spin" aria-hidden="true" />
              {say(words.reading)}
            </span>
          )}
        </div>
        <p className="hint">{say(words.stays)}</p>
      </section>
      <p className="lockform muted">
        <b className="strong">{say(words.none)}</b> {say(words.noneText)}
      </p>
    </>
  );
}

/** Whether something hangs over the window. What is let go there is no way to another page. */
function useDropAnywhere(onGiven: (given: GivenTicket) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hanging = (event: DragEvent): void => {
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = "copy";
      setOver(true);
    };
    const left = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const dropped = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      const given = takenFiles(event.dataTransfer?.files ?? null);
      const text = event.dataTransfer?.getData("text") ?? "";
      if (given !== null) onGiven(given);
      else if (text !== "") onGiven({ text });
    };
    window.addEventListener("dragover", hanging);
    window.addEventListener("dragleave", left);
    window.addEventListener("drop", dropped);
    return () => {
      window.removeEventListener("dragover", hanging);
      window.removeEventListener("dragleave", left);
      window.removeEventListener("drop", dropped);
    };
  }, [onGiven]);
  return over;
}

function usePasteAnywhere(onGiven: (given: GivenTicket) => void): void {
  useEffect(() => {
    const pasted = (event: ClipboardEvent): void => {
      const given = takenFiles(event.clipboardData?.files ?? null);
      const text = event.clipboardData?.getData("text") ?? "";
      event.preventDefault();
      if (given !== null) onGiven(given);
      else onGiven(text === "" ? { fault: "clipboard" } : { text });
    };
    document.addEventListener("paste", pasted);
    return () => document.removeEventListener("paste", pasted);
  }, [onGiven]);
}

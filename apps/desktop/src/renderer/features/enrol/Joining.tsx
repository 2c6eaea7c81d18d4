import type { Instant } from "@parley/base";
import { useState, type ReactNode } from "react";
import { Banner } from "../../ui/Banner.tsx";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Track } from "../../ui/Steps.tsx";
import { enrol } from "../../words/en/enrol.ts";
import { say } from "../../words/message.ts";
import type { Place } from "../../words/times.ts";
import { admissionRows, type SendingStep, type Signers } from "./admission-rows.ts";
import { ColleagueDialog } from "./ColleagueDialog.tsx";
import { StopDialog } from "./StopDialog.tsx";
import type { TicketView } from "./ticket-view.ts";
import { Words } from "./Words.tsx";

export interface JoiningProps {
  readonly words: readonly string[];
  /** What a colleague who signs compares. */
  readonly keyWords: readonly string[];
  /** What a colleague who signs for this device by himself needs. */
  readonly request: string;
  readonly ticket: TicketView;
  readonly step: SendingStep;
  readonly sentAt: Instant | null;
  readonly signers: Signers;
  /** How many drafts are kept here; they go where a person stops. */
  readonly drafts: number;
  readonly here: Place;
  readonly now: Instant;
  readonly onLarger: () => void;
  readonly onMeanwhile: () => void;
  /** Ends the sign-in and removes what is here. */
  readonly onStop: () => void;
}

/** The twelve words to say, what happens until this device is listed, and the way out. */
export function Joining(props: JoiningProps): ReactNode {
  const { words, waiting, stop } = enrol;
  const [open, setOpen] = useState<"stop" | "colleague" | null>(null);
  const forColleague = (
    <LinkButton onClick={() => setOpen("colleague")}>
      {say(waiting.forColleague, { count: props.signers.colleagues })}
    </LinkButton>
  );
  return (
    <>
      <div>
        <h1 className="title">{say(words.title)}</h1>
        <p className="lead lead--wide">{say(words.lead)}</p>
      </div>
      <Words words={props.words} onLarger={props.onLarger} />
      <Sheet>
        <div className="row row--between">
          <h2 className="h2 row row--tight">
            <span className="spin" aria-hidden="true" />
            {say(waiting.title)}
          </h2>
          <span className="row">
            <span className="muted">{say(waiting.close)}</span>
            <Button size="s" kind="quiet" icon="draft" onClick={props.onMeanwhile}>
              {say(waiting.meanwhile)}
            </Button>
          </span>
        </div>
        <Track rows={admissionRows({ ...props, forColleague })} />
        {props.ticket.expires <= props.now && (
          <Banner tone="notice" icon="clock" title={say(waiting.expired.title)}>
            <p>{say(waiting.expired.text)}</p>
          </Banner>
        )}
      </Sheet>
      <div className="row row--between joining__foot">
        <span className="muted">{say(stop.question)}</span>
        <Button kind="grave" icon="stop" onClick={() => setOpen("stop")}>
          {say(stop.action)}
        </Button>
      </div>
      {open === "stop" && (
        <StopDialog drafts={props.drafts} onBack={() => setOpen(null)} onStop={props.onStop} />
      )}
      {open === "colleague" && (
        <ColleagueDialog
          state={props.ticket.state}
          words={props.keyWords}
          request={props.request}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

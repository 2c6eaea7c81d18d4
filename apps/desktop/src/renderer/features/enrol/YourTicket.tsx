import type { Instant } from "@parley/base";
import type { ReactNode } from "react";
import { stateName } from "../../acts/index.ts";
import { Button } from "../../ui/Button.tsx";
import { KeyValues, Sheet } from "../../ui/Sheet.tsx";
import { enrol } from "../../words/en/enrol.ts";
import { lengthOf } from "../../words/length.ts";
import { say } from "../../words/message.ts";
import type { Place } from "../../words/times.ts";
import { bothTimes, levelsOf, type TicketView } from "./ticket-view.ts";

export interface YourTicketProps {
  readonly ticket: TicketView;
  readonly mode: "exercise" | "real";
  readonly server: string;
  readonly here: Place;
  readonly now: Instant;
  readonly onGoOn: () => void;
  readonly onNotMine: () => void;
}

/** What the ticket says, in plain words, before it is used. */
export function YourTicket(props: YourTicketProps): ReactNode {
  const { ticket, here, now } = props;
  const { yours: words } = enrol;
  return (
    <>
      <div>
        <h1 className="title">{say(words.title)}</h1>
        <p className="lead">{say(words.lead)}</p>
      </div>
      <div className="lockform">
        <Sheet>
          <div className="yourticket">
            <KeyValues
              rows={[
                {
                  name: say(words.state),
                  value: <b className="yourticket__state">{stateName(ticket.state)}</b>,
                },
                { name: say(words.office), value: ticket.office },
                { name: say(words.level), value: levelsOf(ticket.level) },
                {
                  name: say(words.valid),
                  value: (
                    <>
                      {say(words.validTimes, bothTimes(ticket.expires, here, now))}
                      {ticket.expires > now && (
                        <p className="muted">
                          {say(words.left, { left: lengthOf(ticket.expires - now) })}
                        </p>
                      )}
                    </>
                  ),
                },
                {
                  name: say(words.network),
                  value: <b>{say(props.mode === "exercise" ? words.exercise : words.real)}</b>,
                },
                { name: say(words.server), value: props.server },
              ]}
            />
          </div>
        </Sheet>
      </div>
      <div className="row row--between lockform">
        <Button kind="quiet" size="l" onClick={props.onNotMine}>
          {say(words.notMine)}
        </Button>
        <Button kind="primary" size="l" onClick={props.onGoOn}>
          {say(words.goOn)}
        </Button>
      </div>
      <p className="lockform muted">{say(words.next)}</p>
    </>
  );
}

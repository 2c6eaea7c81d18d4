import type { CSSProperties, ReactNode } from "react";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { consultation as words } from "../../words/en/consultation.ts";
import { say } from "../../words/message.ts";
import { isoOf } from "../../words/times.ts";
import type { MeterView, ReplyView, RequestView } from "./request-view.ts";

/** What was asked, what each State said to it, and the times requested: wishes, never duties. */
export function Requests({ requests }: { requests: readonly RequestView[] }): ReactNode {
  return (
    <section className="sect">
      <h2 className="h3">{say(words.panel.requests)}</h2>
      {requests.map((request) => (
        <div key={request.act} className="request">
          <p>
            <b className="strong">{request.title}</b>
            <br />
            <span className="meta">{request.askedBy}</span>
          </p>
          <ul className="tally">
            {request.replies.map((reply) => (
              <li key={reply.state} className={`is-${reply.look}`}>
                <Icon name={ICONS[reply.look]} />
                <b>{reply.state}</b>
                <span>{reply.reply}</span>
              </li>
            ))}
          </ul>
          {request.meters.map((meter) => (
            <RequestedTime key={meter.label} meter={meter} />
          ))}
        </div>
      ))}
    </section>
  );
}

const ICONS: { readonly [look in ReplyView["look"]]: IconName } = {
  yes: "ack",
  wait: "queued",
  no: "declined",
  talk: "clock",
};

function RequestedTime({ meter }: { meter: MeterView }): ReactNode {
  const share = { "--v": Math.round(meter.value * 1000) / 10 } as CSSProperties;
  return (
    <div className="meter">
      <div className="meter__row">
        <span>{meter.label}</span>
        <b className="strong">
          <time dateTime={isoOf(meter.times.at)}>{meter.times.here}</time>
        </b>
      </div>
      <div className="meter__bar" style={share}>
        <i />
        <span className="sr">{meter.spoken}</span>
      </div>
      <div className="meter__row meta">
        <span>{meter.text}</span>
        <span>{meter.times.others}</span>
      </div>
    </div>
  );
}

import type { ReactNode } from "react";
import { TrustMark } from "../../acts/index.ts";
import { Icon } from "../../ui/Icon.tsx";
import { consultation as words } from "../../words/en/consultation.ts";
import { say } from "../../words/message.ts";
import type { MemberView } from "./member-view.ts";

/** Who is in the channel, how far each is backed by the directory, and what gets nothing. */
export function Members({
  members,
  held,
}: {
  members: readonly MemberView[];
  held: boolean;
}): ReactNode {
  const offices = members.filter((member) => !member.foreign);
  const foreign = members.filter((member) => member.foreign);
  return (
    <section className="sect">
      <h2 className="h3">{say(held ? words.panel.membersHeld : words.panel.members)}</h2>
      {offices.map((member) => (
        <div className="party" key={member.key}>
          <b className="strong">{member.name}</b>
          <TrustMark rec={member.rec} trust={member.trust} />
          <span>
            {member.detail}
            {member.says !== null && <span className="party__more">{member.says}</span>}
            {member.membership !== null && (
              <span className="party__more">
                <Icon name="clock" /> {member.membership}
              </span>
            )}
            {member.unlisted !== null && (
              <span className="party__more party__more--notice">
                <Icon name="unlisted" /> {member.unlisted}
              </span>
            )}
          </span>
        </div>
      ))}
      {foreign.length > 0 && (
        <ul className="devs">
          {foreign.map((member) => (
            <li key={member.key}>
              <Icon name="person" />
              <span>
                {member.name}
                <small>{member.detail}</small>
              </span>
              <TrustMark rec={member.rec} trust={member.trust} />
            </li>
          ))}
        </ul>
      )}
      <p className="meta">{say(words.panel.operator)}</p>
    </section>
  );
}

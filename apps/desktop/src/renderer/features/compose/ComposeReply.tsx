import type { ActDraft } from "@parley/client";
import type { ReactNode } from "react";
import { ActSheet, stateNames } from "../../acts/index.ts";
import { compose } from "../../words/en/compose.ts";
import { say } from "../../words/message.ts";
import { ComposeFrame } from "./ComposeFrame.tsx";
import type { DraftProblem } from "./draft-problems.ts";
import { ReplyFields } from "./ReplyFields.tsx";
import { kindOf, whyNotNow } from "./reply-kinds.ts";
import { useCompose, type ComposeProps } from "./use-compose.ts";

/** Writes a reply; what it answers stands beside it. */
export function ComposeReply(props: ComposeProps): ReactNode {
  const state = useCompose(props, (draft) => kindProblems(draft, props));
  const { setting, now } = state.form;
  const { referred, readers } = setting;
  const to = readers.length === 0 ? say(compose.recipients) : stateNames(readers);
  return (
    <ComposeFrame
      state={state}
      snapshot={props.snapshot}
      lead={say(compose.lead.channel, { to })}
      title={say(compose.title.reply)}
      beside={
        referred !== null &&
        referred.act !== null && (
          <>
            <h2 className="h2">{say(compose.see.answers)}</h2>
            <ActSheet
              brief
              act={referred.act}
              from={referred.state}
              frame={setting.frame}
              now={now}
            />
          </>
        )
      }
    >
      <ReplyFields form={state.form} />
    </ComposeFrame>
  );
}

/** A kind that was open when it was chosen and is not now. */
function kindProblems(draft: ActDraft, { snapshot }: ComposeProps): readonly DraftProblem[] {
  const kind = kindOf(draft);
  const consultation = snapshot.consultations.find((one) => one.id === draft.channel);
  if (kind === null || consultation === undefined || draft.re === null) return [];
  return whyNotNow(consultation, draft.re, kind) === null
    ? []
    : [{ field: "reply_kind", reason: "not-now" }];
}

import type { ReactNode } from "react";
import { stateNames } from "../../acts/index.ts";
import { compose } from "../../words/en/compose.ts";
import { say } from "../../words/message.ts";
import { ComposeFrame } from "./ComposeFrame.tsx";
import {
  Assessment,
  Effect,
  MeasuresAndRequest,
  Phrases,
  WhatHappened,
} from "./NotificationFields.tsx";
import { useCompose, type ComposeProps } from "./use-compose.ts";

/** Writes an incident notification: one that opens a consultation, one more in it, or the update of one. */
export function ComposeNotification(props: ComposeProps): ReactNode {
  const state = useCompose(props);
  const { draft, setting } = state.form;
  const to = setting.readers.length === 0 ? say(compose.recipients) : stateNames(setting.readers);
  const level = say(compose.level[setting.own?.level ?? "technical"]);
  return (
    <ComposeFrame
      state={state}
      snapshot={props.snapshot}
      lead={
        draft.channel === null
          ? say(compose.lead.opening, { to, level })
          : say(compose.lead.channel, { to })
      }
      title={say(draft.re === null ? compose.title.notification : compose.title.update)}
    >
      <WhatHappened form={state.form} />
      <Effect form={state.form} />
      <Assessment form={state.form} />
      <MeasuresAndRequest form={state.form} />
      <Phrases form={state.form} />
    </ComposeFrame>
  );
}

import type { ReactNode } from "react";
import { ComposeNotification } from "./ComposeNotification.tsx";
import { ComposeReply } from "./ComposeReply.tsx";
import type { ComposeProps } from "./use-compose.ts";

/** The form of a draft. Another draft is another form: nothing typed in one ever stands in the other. */
export function Compose(props: ComposeProps): ReactNode {
  return props.draft.kind === "T02" ? (
    <ComposeNotification key={props.draft.id} {...props} />
  ) : (
    <ComposeReply key={props.draft.id} {...props} />
  );
}

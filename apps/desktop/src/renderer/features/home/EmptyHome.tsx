import type { ReactNode } from "react";
import { Empty } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { home } from "../../words/en/home.ts";
import { say } from "../../words/message.ts";

/** Before the first consultation: what one is, and how to open it. */
export function EmptyHome({
  otherOffices,
  onNew,
}: {
  otherOffices: number;
  onNew: () => void;
}): ReactNode {
  return (
    <Empty title={say(home.empty.title)}>
      <p>{say(home.empty.text)}</p>
      <p>{say(home.empty.listed, { count: otherOffices })}</p>
      {otherOffices > 0 && (
        <Button icon="plus" onClick={onNew}>
          {say(home.newConsultation)}
        </Button>
      )}
    </Empty>
  );
}

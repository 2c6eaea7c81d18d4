import type { ClientSnapshot } from "@parley/client";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { Banner } from "../../ui/Banner.tsx";
import { compose } from "../../words/en/compose.ts";
import { say } from "../../words/message.ts";
import { ComposeFoot } from "./ComposeFoot.tsx";
import { ComposeHead } from "./ComposeHead.tsx";
import { ComposePreview } from "./ComposePreview.tsx";
import { DiscardDialog } from "./DiscardDialog.tsx";
import { ProblemSummary } from "./ProblemSummary.tsx";
import { SignDialog } from "./SignDialog.tsx";
import { BLOCKING, signRemarks } from "./sign-remarks.ts";
import type { Compose } from "./use-compose.ts";

/** The form on the left, the act as it will be read on the right, the ways out below. */
export function ComposeFrame({
  state,
  snapshot,
  lead,
  title,
  beside,
  children,
}: {
  state: Compose;
  snapshot: ClientSnapshot;
  lead: string;
  title: string;
  /** Below the preview. */
  beside?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const { form } = state;
  const remarks = signRemarks(form.setting, snapshot);
  const keys = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || state.dialog !== "none") return;
    if (event.key === "Escape") state.close();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.repeat)
      state.wishToSign();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the whole form; every control inside has its own
    <form
      className="write"
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={keys}
      onBlur={state.flush}
    >
      <ComposeHead form={form} lead={lead} title={title} onClose={state.close} />
      <section className="write__form stack stack--l" aria-label={say(compose.form)}>
        <Refusal sentence={state.refusal} />
        {remarks
          .filter((one) => BLOCKING.has(one))
          .map((one) => (
            <Banner key={one} tone="notice" title={say(compose.dialog.remarkTitles[one])}>
              <p>{say(compose.dialog.remarks[one])}</p>
            </Banner>
          ))}
        <ProblemSummary problems={state.problems} attempts={state.attempts} />
        {children}
      </section>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and nothing in it takes the focus */}
      <section className="write__see stack" tabIndex={0} aria-label={say(compose.previewRegion)}>
        <ComposePreview form={form}>{beside}</ComposePreview>
      </section>
      <ComposeFoot state={state} />
      {state.dialog === "sign" && (
        <SignDialog
          form={form}
          remarks={remarks}
          signing={state.signing}
          onSign={state.sign}
          onClose={state.closeDialog}
        />
      )}
      {state.dialog === "discard" && (
        <DiscardDialog onDiscard={state.discard} onClose={state.closeDialog} />
      )}
    </form>
  );
}

/** Why nothing was sent or closed; comes into sight wherever in the form one is. */
function Refusal({ sentence }: { sentence: string | null }): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (sentence !== null) ref.current?.scrollIntoView({ block: "nearest" });
  }, [sentence]);
  if (sentence === null) return null;
  return (
    <div ref={ref}>
      <Banner urgent tone="alert" icon="failed" title={say(compose.refusal.title)}>
        <p>{sentence}</p>
      </Banner>
    </div>
  );
}

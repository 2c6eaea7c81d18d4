import { useState, type ReactNode } from "react";
import { WordGrid } from "../../acts/index.ts";
import { Banner, Empty } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { SectionHead } from "../../ui/Sheet.tsx";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import type { DirectoryActions } from "./actions.ts";
import type { SignPage } from "./sign-view.ts";
import { useAction } from "./use-action.ts";

/**
 * An entry about one's own State that waits for its signature, to be keyed by its hash: everything that would be signed,
 * in words, before the button that signs it. It stays as it was read although the proposal goes with the signature.
 */
export function SignSheet({
  page: latest,
  actions,
  onBack,
}: {
  /** Null: it is not here any more. */
  page: SignPage | null;
  actions: DirectoryActions;
  onBack: () => void;
}): ReactNode {
  const [read, setRead] = useState(latest);
  if (latest !== null && latest !== read) setRead(latest);
  const page = latest ?? read;
  const [answer, setAnswer] = useState<"signed" | "declined" | null>(null);
  const [declining, setDeclining] = useState(false);
  const { working, problem, run } = useAction();
  const { sign: w } = words;
  const back = <Button onClick={onBack}>{say(w.back)}</Button>;
  if (page === null || (latest === null && answer === null)) {
    return (
      <Empty title={say(w.gone.title)}>
        <p>{say(w.gone.text)}</p>
        {back}
      </Empty>
    );
  }
  const shown = answer ?? (page.signed ? "signed" : null);
  const signIt = async (): Promise<void> => {
    if (await run(() => actions.coSign(page.hash))) setAnswer("signed");
  };
  const declineIt = async (): Promise<void> => {
    setDeclining(false);
    if (await run(() => actions.declineToSign(page.hash))) setAnswer("declined");
  };
  return (
    <div className="record">
      <header>
        <h2 className="title">{page.title}</h2>
        {shown === null && <p className="lead">{page.lead}</p>}
      </header>
      {shown !== null && (
        <Banner
          tone={shown === "signed" ? "ok" : "ink"}
          icon={shown === "signed" ? "seal" : "declined"}
          title={say(w[shown].title)}
          urgent
        >
          <p>{say(w[shown].text)}</p>
        </Banner>
      )}
      {shown === null && page.cannot !== null && (
        <Banner tone="notice" icon="clock" title={page.cannot} />
      )}
      {shown === null && page.devices.length > 0 && (
        <section className="stack">
          <SectionHead title={say(w.compare)} />
          <p className="muted">{say(w.compareText)}</p>
          {page.devices.map((device) => (
            <div key={device.key} className="stack stack--s">
              {page.devices.length > 1 && <h3 className="h3">{device.name}</h3>}
              <WordGrid words={device.words} label={device.name} />
            </div>
          ))}
        </section>
      )}
      <section className="stack">
        <SectionHead title={say(shown === "declined" ? w.whatWas : w.what)} />
        <dl className="sheet signed">
          {page.rows.map((row) => (
            <div key={row.name} className={row.wide === true ? "is-wide" : undefined}>
              <dt>{row.name}</dt>
              <dd className={row.code === true ? "mono" : undefined}>{row.value}</dd>
            </div>
          ))}
        </dl>
      </section>
      {problem !== null && <Banner tone="notice" title={problem} urgent />}
      <div className="row record__foot">
        {shown === null ? (
          <>
            <Button kind="quiet" onClick={onBack}>
              {say(w.back)}
            </Button>
            <span className="grow" />
            <Button size="l" onClick={() => setDeclining(true)}>
              {say(w.decline)}
            </Button>
            <Button
              kind="primary"
              size="l"
              icon="seal"
              busy={working}
              disabled={page.cannot !== null}
              onClick={() => void signIt()}
            >
              {say(working ? w.working : w.action)}
            </Button>
          </>
        ) : (
          back
        )}
      </div>
      {declining && (
        <Dialog
          title={say(w.declineDialog.title)}
          closeLabel={say(words.wish.close)}
          onClose={() => setDeclining(false)}
          footer={
            <>
              <span />
              <Button onClick={() => setDeclining(false)}>{say(w.declineDialog.back)}</Button>
              <Button kind="primary" onClick={() => void declineIt()}>
                {say(w.decline)}
              </Button>
            </>
          }
        >
          <p>{say(w.declineDialog.text)}</p>
        </Dialog>
      )}
    </div>
  );
}

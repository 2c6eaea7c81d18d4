import { useState, type ReactNode } from "react";
import { useStore } from "zustand";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { SectionHead } from "../../ui/Sheet.tsx";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import type { DirectoryActions } from "./actions.ts";
import { ConfirmDialog } from "./ConfirmDialog.tsx";
import type { OwnView } from "./own-view.ts";
import type { RecordPage } from "./record-view.ts";
import { SignForDialog } from "./SignForDialog.tsx";
import type { Unsent } from "./unsent.ts";
import { WishDialog, type WrittenWish } from "./WishDialog.tsx";

type Asked = "confirm" | WrittenWish;

/** What one's own State does with a record of its own: the yearly look, the card, deputies, a hand-over. */
export function OwnSection({
  page,
  own,
  actions,
  unsent,
  onCard,
}: {
  page: RecordPage;
  own: OwnView;
  actions: DirectoryActions;
  unsent: Unsent;
  onCard: () => void;
}): ReactNode {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [sent, setSent] = useState<Asked | null>(null);
  const [signing, setSigning] = useState(false);
  const close = (): void => setAsked(null);
  const done = (what: Asked): void => {
    setAsked(null);
    setSent(what);
  };
  const { wishes } = useStore(unsent);
  const write = (kind: WrittenWish, text: string): void =>
    unsent.setState({ wishes: { ...wishes, [kind]: text } });
  const { own: w } = words;
  return (
    <section className="stack">
      <SectionHead title={own.title} aside={say(w.seen)} />
      {own.confirmation !== null && (
        <p className={own.asked ? "row row--tight strong" : "row row--tight"}>
          <Icon name="clock" />
          <span className="grow">{own.confirmation}</span>
        </p>
      )}
      {own.mine && (
        <div className="row">
          <Button
            kind={own.asked ? "primary" : "plain"}
            icon="check"
            onClick={() => setAsked("confirm")}
          >
            {say(w.confirm)}
          </Button>
          <Button icon="draft" onClick={onCard}>
            {say(w.changeCard)}
          </Button>
          <Button icon="person" onClick={() => setAsked("deputy")}>
            {say(w.deputy)}
          </Button>
          <Button icon="refer" onClick={() => setAsked("successor")}>
            {say(w.successor)}
          </Button>
          <Button kind="quiet" onClick={() => setAsked("other")}>
            {say(w.other)}
          </Button>
        </div>
      )}
      {own.signFor !== null && (
        <div className="row">
          <Button icon="seal" onClick={() => setSigning(true)}>
            {say(words.signFor.open)}
          </Button>
        </div>
      )}
      {own.signFor !== null && signing && (
        <SignForDialog
          view={own.signFor}
          office={page.evidence.office}
          sign={(request) => actions.signForDevice(request, own.signFor?.channels ?? [])}
          onClose={() => setSigning(false)}
        />
      )}
      {sent !== null && own.wishes.length === 0 && (
        <Banner tone="ok" icon="sent" title={say(words.asked.done)} urgent>
          <p>{say(words.asked.next[sent])}</p>
        </Banner>
      )}
      {own.wishes.length > 0 && (
        <ul className="sheet wishes" aria-label={say(w.next)}>
          {own.wishes.map((wish) => (
            <li key={wish.key}>
              <b className="strong">{wish.what}</b> <span className="meta">{wish.when}</span>
              <p className="muted">{wish.next}</p>
            </li>
          ))}
        </ul>
      )}
      {asked === "confirm" && (
        <ConfirmDialog
          office={page.evidence.office}
          confirm={actions.confirmRecord}
          onDone={() => done("confirm")}
          onClose={close}
        />
      )}
      {asked !== null && asked !== "confirm" && (
        <WishDialog
          kind={asked}
          text={wishes[asked]}
          onText={(text) => write(asked, text)}
          send={(text) => actions.wish(asked, text)}
          onDone={() => {
            write(asked, "");
            done(asked);
          }}
          onClose={close}
        />
      )}
    </section>
  );
}

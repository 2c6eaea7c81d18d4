import type { Clock, Instant } from "@parley/base";
import type { ActionRefusal, ActDraft, Client, ClientSnapshot } from "@parley/client";
import { useMemo, useState, type ReactNode } from "react";
import { Choose } from "../features/choose/index.ts";
import { Compose } from "../features/compose/index.ts";
import {
  Consultation,
  consultationView,
  type ConsultationActions,
} from "../features/consultation/index.ts";
import { Meanwhile } from "../features/enrol/index.ts";
import {
  Directory,
  type Unsent,
  type DirectoryActions,
  type DirectoryPage,
} from "../features/directory/index.ts";
import { Home } from "../features/home/index.ts";
import { Empty } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { app } from "../words/en/app.ts";
import { say } from "../words/message.ts";
import { minuteOf } from "./clock.ts";
import type { DeskActions } from "./desk-actions.ts";
import type { Flushes } from "./flushes.ts";
import type { Moves } from "./moves.ts";
import { DIRECTORY, HOME, openedDraft, type Route } from "./route.ts";

export interface DeskScreenProps {
  readonly client: Client;
  readonly snapshot: ClientSnapshot;
  readonly clock: Clock;
  readonly now: Instant;
  readonly route: Route;
  readonly singleKeys: boolean;
  readonly actions: DeskActions;
  readonly flushes: Flushes;
  readonly moves: Moves;
  readonly go: (to: Route) => void;
  readonly onRefused: (refusal: ActionRefusal) => void;
  readonly unsent: Unsent;
  /** Back to the pages of a device that is not listed yet. */
  readonly onJoin: () => void;
}

/** The one screen that the route names. */
export function DeskScreen(props: DeskScreenProps): ReactNode {
  const { client, snapshot, route, now, go, actions } = props;
  const toChoose = (): void => go({ place: "choose" });
  const goOn = (draft: string): void => void actions.goOn(draft);
  switch (route.place) {
    case "home":
      return snapshot.me.listing === "waiting" ? (
        <Meanwhile
          snapshot={snapshot}
          now={now}
          onNew={toChoose}
          onDraft={goOn}
          onWords={snapshot.me.enrolment === null ? null : props.onJoin}
        />
      ) : (
        <Home
          snapshot={snapshot}
          now={now}
          onNew={toChoose}
          onDraft={goOn}
          onOpen={(id) => go({ place: "consultation", id, con: null })}
          onDirectory={(hash) =>
            go(hash === null ? DIRECTORY : { place: "directory", page: { show: "sign", hash } })
          }
          acknowledge={(channel, re) => client.acknowledge(channel, re)}
        />
      );
    case "directory":
      return (
        <DirectoryScreen {...props} page={route.page} openWith={actions.openWith.bind(actions)} />
      );
    case "choose":
      return (
        <Choose
          snapshot={snapshot}
          now={now}
          onBack={() => go(HOME)}
          onChosen={(office) => actions.openWith(office)}
        />
      );
    case "consultation":
      return <ConsultationScreen {...props} id={route.id} />;
    case "compose":
      return <ComposeScreen {...props} id={route.draft} back={route.back} />;
  }
}

function ComposeScreen(props: DeskScreenProps & { id: string; back: Route }): ReactNode {
  const { client, snapshot, moves, id, back } = props;
  const [held, setHeld] = useState<ActDraft | null>(null);
  const opened = openedDraft(held, id, snapshot);
  if (opened !== held) setHeld(opened);
  if (opened === null) {
    return <Gone words={app.draftGone} onHome={() => props.go(HOME)} />;
  }
  return (
    <Compose
      client={client}
      snapshot={snapshot}
      draft={opened}
      clock={props.clock}
      onClose={() => moves.leaveTo(back)}
      onSent={(sent) =>
        moves.leaveTo({ place: "consultation", id: opened.channel ?? sent, con: null })
      }
      beforeClose={props.flushes.add}
    />
  );
}

function DirectoryScreen(
  props: DeskScreenProps & {
    page: DirectoryPage;
    openWith: DeskActions["openWith"];
  },
): ReactNode {
  const { client, snapshot, onRefused, go, openWith } = props;
  const wishes = useMemo(
    (): DirectoryActions => ({
      coSign: (hash) => client.coSign(hash),
      confirmRecord: () => client.confirmRecord(),
      declineToSign: (hash) => client.declineToSign(hash),
      proposeCard: (card) => client.proposeCard(card),
      reportDevice: (rec, key, why) => client.reportDevice(rec, key, why),
      signForDevice: (request, channels) => client.signForDevice(request, channels),
      wish: (kind, text) => client.wish(kind, text),
      openConsultation: (rec) => {
        const office = client.snapshot().offices.find((one) => one.rec === rec);
        if (office === undefined) return onRefused({ reason: "unknown" });
        void openWith(office).then((done) => {
          if (!done.ok) onRefused(done.refusal);
        });
      },
    }),
    [client, onRefused, openWith],
  );
  return (
    <Directory
      snapshot={snapshot}
      now={props.now}
      page={props.page}
      onPage={(page) => go({ place: "directory", page })}
      actions={wishes}
      unsent={props.unsent}
    />
  );
}

function ConsultationScreen(props: DeskScreenProps & { id: string }): ReactNode {
  const { client, snapshot, now, actions, onRefused, id } = props;
  const minute = minuteOf(now);
  const view = useMemo(() => consultationView(snapshot, id, minute), [snapshot, id, minute]);
  const wishes = useMemo(
    (): ConsultationActions => ({
      acknowledge: (channel, re) => client.acknowledge(channel, re),
      changeRoster: (channel, op, rec) => client.changeRoster(channel, op, rec),
      discardDraft: (draft) => client.discardDraft(draft),
      goOnWithDirectory: (con) => client.goOnWithDirectory(con),
      markRead: (channel) => client.markRead(channel),
      saveDraft: (draft) => client.saveDraft(draft),
      sendNote: (channel, text) => client.sendNote(channel, text),
      takeBack: (payload) => client.takeBack(payload),
      compose: (wish) => {
        void actions.compose(wish).then((done) => {
          if (!done.ok) onRefused(done.refusal);
        });
      },
    }),
    [client, actions, onRefused],
  );
  if (view === null) return <Gone words={app.gone} onHome={() => props.go(HOME)} />;
  return (
    <Consultation
      key={view.id}
      view={view}
      actions={wishes}
      clock={props.clock}
      beforeClose={props.flushes.add}
      singleKeys={props.singleKeys}
    />
  );
}

function Gone({
  words,
  onHome,
}: {
  words: typeof app.gone | typeof app.draftGone;
  onHome: () => void;
}): ReactNode {
  return (
    <div className="page">
      <Empty title={say(words.title)}>
        <p>{say(words.text)}</p>
        <Button onClick={onHome}>{say(app.gone.home)}</Button>
      </Empty>
    </div>
  );
}

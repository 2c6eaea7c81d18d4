import type { Without } from "../../harness/client-under-test.ts";

/** One scenario of this folder that has to fail with a defence taken out of the packaged client. */
export interface Undefended extends Without {
  /** File in this folder. */
  readonly file: string;
  /** Words of the title of the scenario. */
  readonly scenario: string;
  /** What it says when it fails. */
  readonly breaks: RegExp;
}

export const UNDEFENDED: readonly Undefended[] = [
  {
    name: "session-replacement",
    file: "clock.e2e.ts",
    scenario: "five seconds back",
    edits: [
      {
        module: "packages/client/src/session-keeper.ts",
        from: "if (!this.#core.closed && this.#core.session === dead) this.#replacing",
        to: "if (this.#core.closed && this.#core.session === dead) this.#replacing",
      },
    ],
    breaks: /name: 'Delivered'/,
  },
  {
    name: "waits-that-are-not-stretched",
    file: "clock.e2e.ts",
    scenario: "five seconds back|hours back",
    edits: [
      {
        module: "packages/client/src/backoff.ts",
        from: "if (!hindrance.limited) core.hindrances.set(",
        to: "if (false as boolean) core.hindrances.set(",
      },
      {
        module: "packages/client/src/backoff.ts",
        from: "return left > REFUSED ? 0 : Math.max(left, 0);",
        to: "return Math.max(left, 0);",
      },
    ],
    breaks: /the clock went back\./,
  },
  {
    name: "forgotten-notes",
    file: "restored.e2e.ts",
    scenario: "takes in again",
    edits: [
      {
        module: "packages/client/src/inbox.ts",
        from: "if (row === undefined) return forgottenNote(core, arrival, id);",
        to: "if (row === undefined) return {};",
      },
    ],
    breaks: /Alfa, after the copy\./,
  },
  {
    name: "forgotten-acts",
    file: "restored.e2e.ts",
    scenario: "takes in again",
    edits: [
      {
        module: "packages/client/src/inbox.ts",
        from: 'return payload.type === "chat.parley.act" && !state.acts.has(actHash(payload.act));',
        to: "return payload === null && state === null;",
      },
    ],
    breaks: /Acknowledgement of receipt/,
  },
  {
    name: "sending-again",
    file: "restored.e2e.ts",
    scenario: "restored|put back|takes in again",
    edits: [
      {
        module: "packages/client/src/deliver.ts",
        from: "await this.#sendAgain(channel);",
        to: "",
      },
    ],
    breaks: /Alfa, put back twice\./,
  },
  {
    name: "word-of-a-lost-link",
    file: "asleep.e2e.ts",
    scenario: "slept for two days",
    edits: [
      {
        module: "packages/session/src/open.ts",
        from: "failed: () => watch.current?.failed(),",
        to: "failed: () => undefined,",
      },
    ],
    breaks: /Not connected/,
  },
  {
    name: "word-of-a-lost-link",
    file: "network-gone.e2e.ts",
    scenario: "says that it is not connected|swallows everything",
    edits: [
      {
        module: "packages/session/src/open.ts",
        from: "failed: () => watch.current?.failed(),",
        to: "failed: () => undefined,",
      },
    ],
    breaks: /Not connected/,
  },
  {
    name: "room-to-spare",
    file: "disk.e2e.ts",
    scenario: "an act that cannot be written",
    edits: [
      {
        module: "packages/storage/src/dexie.ts",
        from: 'if (!(await this.#hasRoom())) return refuse("full");',
        to: "",
      },
    ],
    breaks: /could not store it/,
  },
];

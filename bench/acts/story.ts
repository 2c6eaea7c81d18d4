import { randomBytes } from "node:crypto";
import type { ActHash, ConsultationId, RoomId, StateCode } from "@parley/base";
import {
  composeAct,
  keyId,
  momentOf,
  signAct,
  type Act,
  type Content,
  type Envelope,
  type SignedAct,
} from "@parley/protocol";
import { EARLY_WARNING } from "../../packages/client/test/early-warning.ts";
import type { Author } from "./offices.ts";

const START = Date.parse("2026-11-24T08:00:00Z");
/** How many write at once, round after round: mostly one, sometimes all. */
const ROUNDS = [1, 1, 2, 1, 3, 1, 1, 2];
/** So many acts lie between two requests of those who were addressed. */
const REQUEST_EVERY = 40;

type Head = Act["dir"];

const token = (bytes: number): string => randomBytes(bytes).toString("base64url");

/** The notification with which the first author opens a channel of all. */
export function storyOpening(authors: readonly Author[], dir: Head): SignedAct {
  const [first] = authors;
  if (first === undefined) throw new Error("a story needs an author");
  const place = { level: "technical", mode: "exercise" } as const;
  return sign(
    first,
    { kind: "T02", fields: EARLY_WARNING },
    {
      ...place,
      ...signerOf(first),
      con: token(16) as ConsultationId,
      chan: "",
      open: {
        ...place,
        room: "!bench:parley.test" as RoomId,
        parties: authors.map(({ state }) => state).toSorted(),
        roster: authors.map(({ rec }) => rec).toSorted(),
      },
      dir,
      n: 0,
      parents: [],
      to: others(authors, first),
      at: momentOf(START),
    },
  );
}

/**
 * So many acts that follow an opening: updates of it by its author, requests of the others now and then, and
 * acknowledgements, holding replies and answers to them. Each builds on all of the round before it.
 */
export function storyAfter(
  opening: SignedAct,
  authors: readonly Author[],
  dir: Head,
  count: number,
): readonly SignedAct[] {
  const story = new Story(opening, authors, dir);
  for (let round = 0; story.acts.length < count; round++)
    story.round(Math.min(ROUNDS[round % ROUNDS.length] ?? 1, count - story.acts.length));
  return story.acts;
}

class Story {
  readonly acts: SignedAct[] = [];
  readonly #opening: SignedAct;
  readonly #authors: readonly Author[];
  readonly #dir: Head;
  readonly #last = new Map<Author, SignedAct>();
  #heads: readonly ActHash[];
  /** Newest version of the last request of each author. */
  readonly #requests = new Map<Author, ActHash>();
  #turn = 0;

  constructor(opening: SignedAct, authors: readonly Author[], dir: Head) {
    this.#opening = opening;
    this.#authors = authors;
    this.#dir = dir;
    this.#heads = [opening.hash];
    const [first] = authors;
    if (first === undefined) throw new Error("a story needs an author");
    this.#last.set(first, opening);
    this.#requests.set(first, opening.hash);
  }

  round(size: number): void {
    const writers = Array.from(
      { length: Math.min(size, this.#authors.length) },
      (_, i) => this.#authors[(this.#turn + i) % this.#authors.length],
    ).filter((one) => one !== undefined);
    this.#turn += writers.length;
    const written = writers.map((author) => this.#write(author));
    this.#heads = written.map(({ hash }) => hash);
    // What is written in one round does not know each other.
    for (const [i, { hash, act }] of written.entries()) {
      const author = writers[i];
      if (author !== undefined && act.kind === "T02") this.#requests.set(author, hash);
    }
    this.acts.push(...written);
  }

  #write(author: Author): SignedAct {
    const { con, level, mode } = this.#opening.act;
    const { content, re, ask } = this.#content(author);
    const last = this.#last.get(author);
    const signed = sign(author, content, {
      ...signerOf(author),
      con,
      chan: this.#opening.hash,
      level,
      mode,
      dir: this.#dir,
      n: last === undefined ? 0 : last.act.n + 1,
      ...(last === undefined ? {} : { prev: last.hash }),
      parents: this.#heads.filter((hash) => hash !== last?.hash),
      ...(re === null ? {} : { re }),
      to: others(this.#authors, author),
      at: momentOf(START + (this.acts.length + 1) * 60_000),
      ask,
    });
    this.#last.set(author, signed);
    return signed;
  }

  #content(author: Author): {
    readonly content: Content;
    readonly re: ActHash | null;
    readonly ask: Act["ask"];
  } {
    const at = this.acts.length;
    const own = this.#requests.get(author) ?? null;
    if (author === this.#authors[0] ? at % 3 !== 0 : at % REQUEST_EVERY < this.#authors.length)
      return { content: UPDATE, re: author === this.#authors[0] ? own : null, ask: {} };
    const target = this.#authors[(this.#authors.indexOf(author) + at) % this.#authors.length];
    const re =
      (target === undefined || target === author ? undefined : this.#requests.get(target)) ??
      [...this.#requests].find(([one]) => one !== author)?.[1] ??
      null;
    if (re === null) return { content: UPDATE, re: own, ask: {} };
    if (at % 4 === 0)
      return {
        content: { kind: "T04", fields: { reply_kind: "holding", text: "We look into it." } },
        re,
        ask: { revert: momentOf(START + 86_400_000) },
      };
    return { content: at % 2 === 0 ? ANSWER : ACK, re, ask: {} };
  }
}

const ACK: Content = { kind: "T04", fields: { reply_kind: "ack" } };
const ANSWER: Content = {
  kind: "T04",
  fields: {
    reply_kind: "information",
    text: "Traffic of this kind was seen on two of our links between 06:00 and 07:30 UTC. The operators filter it. We see no origin in our networks and look further.",
  },
};
const UPDATE: Content = {
  kind: "T02",
  fields: {
    ...EARLY_WARNING,
    stage: "update",
    affected_sectors: ["energy"],
    severity: { scale: "product", code: 3 },
  },
};

function signerOf(author: Author): Pick<Envelope, "nonce" | "rec" | "key" | "ep"> {
  return {
    nonce: token(16),
    rec: author.rec,
    key: keyId(author.keys.publicKey),
    ep: "AAAAAAAAAAA",
  };
}

function others(authors: readonly Author[], author: Author): readonly StateCode[] {
  return authors.flatMap((one) => (one === author ? [] : [one.state])).toSorted();
}

function sign(author: Author, content: Content, envelope: Envelope): SignedAct {
  const signed = signAct(composeAct(content, envelope), author.keys.secretKey);
  if (!signed.ok) throw new Error(`a made-up act is refused: ${signed.refusal}`);
  return signed.value;
}

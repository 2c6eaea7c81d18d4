import { accept, refuse } from "@parley/base";
import type * as JsonProfile from "../../../packages/base/src/json-profile.ts";
import type * as AcceptAct from "../../../packages/client/src/accept-act.ts";
import type * as InboxBounds from "../../../packages/client/src/inbox-bounds.ts";
import type * as Wants from "../../../packages/client/src/wants.ts";
import type * as Log from "../../../packages/directory/src/log.ts";
import type * as Context from "../../../packages/protocol/src/context.ts";
import type * as FoldChannel from "../../../packages/protocol/src/fold/channel.ts";
import type * as Ground from "../../../packages/protocol/src/fold/ground.ts";
import type * as Order from "../../../packages/protocol/src/fold/order.ts";
import type * as Verdict from "../../../packages/protocol/src/fold/verdict.ts";
import type * as SignAct from "../../../packages/protocol/src/sign-act.ts";
import { instead, type Defence } from "../defence.ts";

export const PROFILE: Defence = {
  is: "signed bytes are read in their one canonical form, of the small profile of JSON, and in no other",
  without: [
    instead<typeof JsonProfile>("packages/base/src/json-profile.ts", () => ({
      parseProfile: (text) => {
        try {
          return accept(JSON.parse(text));
        } catch {
          return refuse("not-json");
        }
      },
    })),
  ],
};

export const CONTEXT: Defence = {
  is: "an act belongs to the room, channel, consultation, level and mode that it was signed for",
  without: [
    instead<typeof Context>("packages/protocol/src/context.ts", () => ({
      checkContext: () => accept(undefined),
    })),
  ],
};

export const SIGNATURE: Defence = {
  is: "an act is signed by the key that it names",
  without: [
    instead<typeof SignAct>("packages/protocol/src/sign-act.ts", ({ actHash, parseAct }) => ({
      verifySigned: ({ bytes, sig }) => {
        const act = parseAct(bytes);
        return act.ok ? accept({ hash: actHash(bytes), bytes, sig, act: act.value }) : act;
      },
    })),
  ],
};

export const KEY_OF_RECORD: Defence = {
  is: "a key signs for the record that the directory lists it for: at reading, and once more when it is judged",
  without: [
    instead<typeof Log>("packages/directory/src/log.ts", ({ makeLog }) => ({
      makeLog: (...args) => {
        const log = makeLog(...args);
        const anyKey = (key: Parameters<typeof log.everKey>[1]): string | null =>
          log.records().flatMap(({ id }) => log.everKey(id, key) ?? [])[0] ?? null;
        return {
          ...log,
          everKey: (_, key) => anyKey(key),
          listed: (key) => anyKey(key) !== null,
        };
      },
    })),
  ],
};

export const RIGHTS_JUDGED: Defence = {
  is: "every act is judged by what its office may say in the view of its own past",
  without: [
    instead<typeof Verdict>("packages/protocol/src/fold/verdict.ts", ({ judge }) => ({
      judge: (...args) => {
        judge(...args);
        return null;
      },
    })),
  ],
};

export const GAPS: Defence = {
  is: "an act names what it builds on, and what is missing is asked for and brought by whoever has it",
  without: [instead<typeof Wants>("packages/client/src/wants.ts", () => ({ wantRow: () => null }))],
};

export const MARKS: Defence = {
  is: "of two acts of one key at one place both are marked",
  without: [
    instead<typeof FoldChannel>("packages/protocol/src/fold/channel.ts", ({ factsIn }) => ({
      factsIn: (...args) => ({ ...factsIn(...args), forks: [] }),
    })),
  ],
};

export const PAST: Defence = {
  is: "of several replies of a State the one counts that has the others in its past",
  without: [
    instead<typeof Ground>("packages/protocol/src/fold/ground.ts", () => ({
      newest: (acts) => acts.toSorted((a, b) => (a.act.at > b.act.at ? -1 : 1)).slice(0, 1),
    })),
  ],
};

export const COMPLETE: Defence = {
  is: "an act enters when its whole past is here: acts are put in order so, and are placed so",
  without: [
    instead<typeof Order>("packages/protocol/src/fold/order.ts", ({ displayOrder }) => ({
      foldOrder: displayOrder,
    })),
    instead<typeof Ground>("packages/protocol/src/fold/ground.ts", ({ place }) => ({
      place: (ground, act) => {
        const here = (hash: (typeof act.parents)[number]): boolean => ground.at.has(hash);
        const prev = act.prev !== null && here(act.prev) ? act.prev : null;
        return place(ground, { ...act, prev, parents: act.parents.filter(here) });
      },
    })),
  ],
};

export const DISABLED: Defence = {
  is: "an act of a key that was taken out has effect only where somebody else built on it before",
  without: [
    instead<typeof Log>("packages/directory/src/log.ts", ({ makeLog }) => ({
      // As if the fold were told only who is listed at the head that an act names itself.
      makeLog: (...args) => ({ ...makeLog(...args), disabledAt: () => null }),
    })),
  ],
};

export const ONE_OPENING: Defence = {
  is: "the first accepted opening of a room is the only one",
  without: [
    instead<typeof AcceptAct>("packages/client/src/accept-act.ts", ({ acceptAct }) => ({
      acceptAct: (carried, place) =>
        acceptAct(
          carried,
          carried.bytes.includes('"open":{') ? { ...place, opening: null } : place,
        ),
    })),
  ],
};

export const ONE_HASH: Defence = {
  is: "an act is known by the hash of its bytes, whoever carries it",
  without: [
    instead<typeof SignAct>("packages/protocol/src/sign-act.ts", ({ actHash, verifySigned }) => {
      const seen = new Map<string, number>();
      return {
        verifySigned: (carried, keyAt) => {
          const verified = verifySigned(carried, keyAt);
          const times = seen.get(carried.bytes) ?? 0;
          seen.set(carried.bytes, times + 1);
          if (!verified.ok || times === 0) return verified;
          return accept({ ...verified.value, hash: actHash(`${carried.bytes} ${times}`) });
        },
      };
    }),
  ],
};

export const BOUND: Defence = {
  is: "of one key no more acts are kept in a channel than can be folded quickly",
  without: [
    instead<typeof InboxBounds>("packages/client/src/inbox-bounds.ts", () => ({
      hasTooManyActs: () => false,
    })),
  ],
};

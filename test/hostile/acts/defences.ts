import { accept, refuse } from "@parley/base";
import type * as JsonProfile from "../../../packages/base/src/json-profile.ts";
import type * as Log from "../../../packages/directory/src/log.ts";
import type * as Context from "../../../packages/protocol/src/context.ts";
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

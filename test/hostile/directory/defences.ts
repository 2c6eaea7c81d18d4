import { accept } from "@parley/base";
import type * as Compare from "../../../packages/directory/src/compare.ts";
import type * as ClosedCard from "../../../packages/directory/src/closed-card.ts";
import type * as DeviceReport from "../../../packages/directory/src/device-report.ts";
import type * as ReadLog from "../../../packages/directory/src/read-log.ts";
import type * as ReadRecord from "../../../packages/directory/src/read-record.ts";
import type { DirectoryRecord } from "../../../packages/directory/src/record.ts";
import type * as Signers from "../../../packages/directory/src/signers.ts";
import type * as TakeUp from "../../../packages/directory/src/take-up.ts";
import type * as SignedHeads from "../../../packages/client/src/signed-heads.ts";
import type * as SignAct from "../../../packages/protocol/src/sign-act.ts";
import { instead, type Defence } from "../defence.ts";

export const SPLIT_VIEW: Defence = {
  is: "what names another entry under a number that one has is not taken in, and alarms",
  without: [
    instead<typeof Compare>("packages/directory/src/compare.ts", ({ placeHead }) => ({
      placeHead: (log, head) => {
        const place = placeHead(log, head);
        return place === "forked" ? "known" : place;
      },
    })),
  ],
};

export const LATER_HEAD: Defence = {
  is: "what names a later head waits for it, and says that one's own directory is behind: acts and whatever else",
  without: [
    instead<typeof Compare>("packages/directory/src/compare.ts", ({ placeHead }) => ({
      placeHead: (log, head) => {
        const place = placeHead(log, head);
        return place === "behind" ? "known" : place;
      },
    })),
    instead<typeof SignAct>("packages/protocol/src/sign-act.ts", ({ readClaim }) => ({
      readClaim: (bytes) => {
        const claim = readClaim(bytes);
        return claim.ok ? accept({ ...claim.value, dirN: null }) : claim;
      },
    })),
  ],
};

/** A line as it is written. */
interface Line {
  readonly entry: string;
}

export const OFFICERS: Defence = {
  is: "an entry counts when as many officers as the root asks for have signed its bytes, and nobody else has",
  without: [
    instead<typeof Signers>("packages/directory/src/signers.ts", ({ missingOf }) => ({
      // As a reader takes them who does not look at whose signatures they are, and whether they hold.
      whoSigned: (_book, _needed, _signed, sigs) =>
        accept({ officers: sigs.map(({ key }) => key), incoming: [], cosigners: [] }),
      missingOf: (book, needed, signers) => ({
        ...missingOf(book, needed, signers),
        officers: 0,
      }),
    })),
  ],
};

export const OWN_STATE: Defence = {
  is: "officers take nothing in for a State that is in, unless the State itself has signed it, or a reset has waited",
  without: [
    instead<typeof Signers>("packages/directory/src/signers.ts", ({ missingOf }) => ({
      missingOf: (book, needed, signers) => ({ ...missingOf(book, needed, signers), cosigners: 0 }),
    })),
  ],
};

export const SEEN_SINCE: Defence = {
  is: "a reset waits from when this device could first have seen it, whatever date it bears",
  without: [
    instead<typeof SignedHeads>("packages/client/src/signed-heads.ts", () => ({
      headBefore: () => null,
    })),
  ],
};

const KEPT_BY_BOOK: readonly string[] = [
  "duplicate-key",
  "key-returned",
  "duplicate-record",
  "account-bound-twice",
  "wrong-mode",
  "chain-broken",
];

export const BOOK: Defence = {
  is: "every entry is checked against all that the ones before it have said, whoever signed it",
  without: [
    instead<typeof ReadLog>("packages/directory/src/read-log.ts", ({ readLog }) => ({
      readLog: (root, text, held) => {
        const read = readLog(root, text, held);
        if (read.ok || !KEPT_BY_BOOK.includes(read.refusal.reason)) return read;
        const lines = text.split("\n");
        const { line } = read.refusal;
        const before = readLog(
          root,
          lines
            .slice(0, line - 1)
            .map((one) => `${one}\n`)
            .join(""),
        );
        if (!before.ok) return before;
        const { entry } = JSON.parse(lines[line - 1] ?? "") as Line;
        const { rec } = JSON.parse(entry) as { readonly rec: DirectoryRecord };
        const log = before.value;
        const head = { ...log.head, n: log.head.n + 1 };
        return accept({ ...log, text, head, records: () => [...log.records(), rec] });
      },
    })),
  ],
};

export const LOOK: Defence = {
  is: "names in a record are codes and ids of closed form",
  without: [
    instead<typeof ReadRecord>("packages/directory/src/read-record.ts", () => ({
      // As a client reads that believes the types of what officers sign.
      readRecord: (value) => value as never,
    })),
  ],
};

export const VERIFIED: Defence = {
  is: "what is offered takes the place of the log held only if it verifies and holds all of it",
  without: [
    instead<typeof TakeUp>("packages/directory/src/take-up.ts", ({ takeUpLog }) => ({
      takeUpLog: (root, _, text, seen) => {
        const offered = takeUpLog(root, null, text, seen);
        return offered.ok ? offered : takeUpLog(root, null, "", seen);
      },
    })),
  ],
};

export const THEIR_OWN: Defence = {
  is: "a device is reported by itself or by one of its State, and by nobody else",
  without: [
    instead<typeof DeviceReport>("packages/directory/src/device-report.ts", () => ({
      // As a reader takes it who believes the service.
      readDeviceReport: (text) => {
        const { report } = JSON.parse(text) as { readonly report: string };
        const { at, ...rest } = JSON.parse(report) as Omit<DeviceReport.DeviceReport, "at"> & {
          readonly at: string;
        };
        return accept({ ...rest, at: Date.parse(at) });
      },
    })),
  ],
};

export const CARDS_HASH: Defence = {
  is: "a contact card is the one whose salted hash stands in the directory",
  without: [
    instead<typeof ClosedCard>(
      "packages/directory/src/closed-card.ts",
      ({ hashOfCard, readCard }) => ({
        readCard: (card) => readCard(card, hashOfCard(card) ?? ""),
      }),
    ),
  ],
};

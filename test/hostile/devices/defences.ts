import type { RecordId, UserId } from "@parley/base";
import type * as SignedIn from "../../../packages/client/src/signed-in.ts";
import type * as Untaken from "../../../packages/client/src/untaken.ts";
import type * as Log from "../../../packages/directory/src/log.ts";
import type * as ReadVerdict from "../../../packages/directory/src/read-verdict.ts";
import type * as Verdict from "../../../packages/protocol/src/fold/verdict.ts";
import type * as DeviceTrust from "../../../packages/session/src/device-trust.ts";
import type * as KeyAnswers from "../../../packages/session/src/key-answers.ts";
import { instead, type Defence } from "../defence.ts";
import { EVERY_DEVICE } from "../membership/defences.ts";

export const LISTED_DEVICES: Defence = {
  is: "the machine shares keys with exactly the devices that the directory lists, of others and of one's own account",
  without: [EVERY_DEVICE],
};

export const SENDING_DEVICE: Defence = {
  is: "what is said counts by the device that it came from, and not by the account",
  without: [
    instead<typeof ReadVerdict>("packages/directory/src/read-verdict.ts", ({ readVerdict }) => ({
      readVerdict: (question) => {
        const verdict = readVerdict(question);
        if (verdict.verdict !== "refused" || verdict.reason !== "device-not-listed") return verdict;
        const [device] = question.log.listedDevices(question.sender);
        return device === undefined
          ? verdict
          : readVerdict({ ...question, senderKey: device.curve25519 });
      },
    })),
  ],
};

export const EQUAL_KEYS: Defence = {
  is:
    "a device is the listed one where both its machine keys are those of its record, whatever its id says; other keys " +
    "are not even learned (two layers, both taken out)",
  without: [
    instead<typeof KeyAnswers>("packages/session/src/key-answers.ts", ({ KeyAnswers: Whole }) => ({
      KeyAnswers: class extends Whole {
        override read(answer: Parameters<KeyAnswers.KeyAnswers["read"]>[0]): typeof answer {
          return answer;
        }
      },
    })),
    instead<typeof DeviceTrust>(
      "packages/session/src/device-trust.ts",
      ({ DeviceTrustKeeper }) => ({
        DeviceTrustKeeper: class extends DeviceTrustKeeper {
          readonly #crypto: DeviceTrust.DeviceTrustParts["crypto"];

          constructor(parts: DeviceTrust.DeviceTrustParts) {
            super(parts);
            this.#crypto = parts.crypto;
          }

          override async trust(
            listed: readonly DeviceTrust.Listing[],
          ): ReturnType<Keeper["trust"]> {
            const users = [...new Set<UserId>(listed.map(({ user }) => user))];
            const held = await this.#crypto.getUserDeviceInfo(users);
            return super.trust(
              listed.map((one) => {
                const shown = held.get(one.user)?.get(one.device.id);
                const ed25519 = shown?.getFingerprint() ?? one.device.ed25519;
                const curve25519 = shown?.getIdentityKey() ?? one.device.curve25519;
                return { ...one, device: { ...one.device, ed25519, curve25519 } };
              }),
            );
          }
        },
      }),
    ),
  ],
};

type Keeper = DeviceTrust.DeviceTrustKeeper;

export const DISABLED: Defence = {
  is: "a key that was taken out of the directory is listed no more",
  without: [
    instead<typeof Log>("packages/directory/src/log.ts", ({ makeLog }) => ({
      makeLog: (root, text, entries) =>
        makeLog(
          root,
          text,
          entries.map((entry) =>
            entry.operation.op === "disable"
              ? {
                  ...entry,
                  operation: { op: "disable", rec: { ...entry.operation.rec, key: "" as never } },
                }
              : entry,
          ),
        ),
    })),
  ],
};

export const SENT_AGAIN: Defence = {
  is: "what nobody has graded after two minutes is sent again under a new key",
  without: [
    instead<typeof Untaken>("packages/client/src/untaken.ts", () => ({
      untakenIn: () => ({ outbox: [], wait: null }),
    })),
  ],
};

export const LISTED_SIGNS: Defence = {
  is: "only a key that the log lists signs for a device",
  without: [
    instead<typeof Verdict>("packages/protocol/src/fold/verdict.ts", ({ judge }) => ({
      judge: (ground, placed, isOpening) => {
        const verdict = judge(ground, placed, isOpening);
        return placed.act.kind === "device" && verdict === "not-listed" ? null : verdict;
      },
    })),
  ],
};

export const OFFICE_IN_USE: Defence = {
  is: "a device that a colleague's act names counts only while the log lists a device of its office",
  without: [
    instead<typeof SignedIn>("packages/client/src/signed-in.ts", ({ signedIn }) => {
      const asBefore: typeof signedIn = (state, channel, now) => {
        const { log, reports } = state;
        const lastInUse = (rec: RecordId): ReturnType<typeof log.recordOf> => {
          for (let n = log.head.n; n > 0; n--) {
            const record = log.recordOf(rec, n);
            if (record !== null && record.devices.length > 0) return record;
          }
          return null;
        };
        const inUse: typeof log = {
          ...log,
          recordOf: (rec, n) => (n === undefined ? lastInUse(rec) : log.recordOf(rec, n)),
        };
        return signedIn({ log: inUse, reports }, channel, now);
      };
      return { signedIn: asBefore };
    }),
  ],
};

/** Some of the attacks once more, on packaged clients with the defence taken out: they have to work then. */
import { describe, expect, it } from "vitest";
import { undefendedClient, type Edit } from "../../harness/undefended-desktop.ts";
import {
  expectEachOnce,
  expectHeldForSettings,
  expectInvitationsWithoutEffect,
  expectNothingForAThief,
} from "./attacks.ts";
import { HostileDesk } from "./hostile-desk.ts";

const CASES: readonly {
  readonly without: string;
  readonly edits: readonly Edit[];
  readonly attack: (desk: HostileDesk) => Promise<void>;
}[] = [
  {
    without: "known-by-id",
    edits: [
      {
        module: "packages/client/src/inbox.ts",
        from: "parsePayload(arrival.type, arrival.content)",
        // Each event is a payload of its own.
        to: "parsePayload(arrival.type, { ...(arrival.content as object), id: `${arrival.event.slice(1, 22)}A` })",
      },
    ],
    attack: expectEachOnce,
  },
  {
    without: "settings-in-the-gate",
    edits: [
      {
        module: "packages/directory/src/gate.ts",
        from: "    ...settingReasons(question),\n",
        to: "",
      },
    ],
    attack: expectHeldForSettings,
  },
  {
    without: "keys-for-listed-devices-alone",
    edits: [
      {
        module: "packages/session/src/open.ts",
        from: "crypto.globalBlacklistUnverifiedDevices = true;",
        to: "crypto.globalBlacklistUnverifiedDevices = false;",
      },
    ],
    attack: expectNothingForAThief,
  },
  {
    without: "bound-on-invitations",
    edits: [
      {
        module: "packages/client/src/rooms.ts",
        from: "if (unopened.length >= UNOPENED) return false;",
        to: "",
      },
    ],
    attack: expectInvitationsWithoutEffect,
  },
];

describe("without the defence", () => {
  it.each(CASES)("the attack works: $without", async ({ without, edits, attack }) => {
    const { executable } = await undefendedClient(without, edits);
    const desk = await HostileDesk.open({ executable });
    try {
      const worked = await attack(desk).then(
        () => null,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      console.log(`${without}: ${worked?.slice(0, 300)}`);
      expect(worked).not.toBeNull();
    } finally {
      await desk.picture(`without-${without}`).catch(() => undefined);
      await desk.close();
    }
  });
});

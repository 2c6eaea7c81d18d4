import type { DeviceId, RecordId, UserId } from "@parley/base";
import { ready } from "@parley/crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  decideGate,
  FURTHER_STATES_WAIT,
  type GateQuestion,
  type GateVerdict,
  type Log,
  type PinnedSettings,
} from "../src/index.ts";
import {
  admit,
  ALFA,
  BRAVO,
  CHARLIE,
  device,
  disable,
  grown,
  logOf,
  rec,
  record,
  user,
} from "./sample.ts";

const SETTINGS: PinnedSettings = {
  version: "12",
  algorithm: "m.megolm.v1.aes-sha2",
  historyVisibility: "invited",
  joinRule: "invite",
};
const NOW = 1_000_000;
const [A, B, C, D] = [rec("xa-tech-1"), rec("xb-tech-2"), rec("xc-tech-3"), rec("xd-tech-4")];
const COLLEAGUE = rec("xa-tech-5");
const STRANGER = user("stranger");

let log: Log;
/** In it, one's own device is disabled. */
let disabledLog: Log;
let question: GateQuestion;

beforeAll(async () => {
  await ready();
  log = logOf([
    admit(ALFA()),
    admit(BRAVO()),
    admit(CHARLIE()),
    admit(record("XD", 4)),
    admit(record("XA", 5)),
    disable("xd-tech-4", 4),
  ]);
  disabledLog = grown(log, disable("xa-tech-1", 1));
  const { id, ed25519, curve25519, act } = device(1);
  question = {
    log,
    own: { user: user("xa1"), device: id, ed25519, curve25519, act },
    roster: [A, B],
    members: [join("xa1"), join("xb2")],
    trust: [trusted("xb2", 2)],
    pinned: SETTINGS,
    settings: SETTINGS,
    now: NOW,
    firstTrustedAt: null,
  };
});

type Member = GateQuestion["members"][number];
type Trust = GateQuestion["trust"][number];

const join = (name: string): Member => ({ user: user(name), membership: "join" });
const invited = (name: string): Member => ({ user: user(name), membership: "invite" });
const trusted = (name: string, seed: number, state: Trust["state"] = "trusted"): Trust => ({
  user: user(name),
  device: device(seed).id,
  state,
});
const decide = (change: Partial<GateQuestion> = {}): GateVerdict =>
  decideGate({ ...question, ...change });

describe("open", () => {
  it("[GATE-1] opens to the roster in the room, and to one's own account", () => {
    expect(decide()).toMatchObject({
      state: "open",
      to: [user("xa1"), user("xb2")],
      notReached: [],
    });
  });

  it("[GATE-1] takes an invited account of the roster like a joined one", () => {
    expect(decide({ members: [join("xa1"), invited("xb2")] })).toMatchObject({ state: "open" });
  });

  it("[GATE-1] counts its own account in even where the server hides it", () => {
    expect(decide({ members: [join("xb2")] })).toMatchObject({ to: [user("xa1"), user("xb2")] });
  });

  it("[GATE-1] is not held by an unlisted device of a rostered account, or by one with other keys", () => {
    const trust: Trust[] = [
      trusted("xb2", 2),
      { user: user("xb2"), device: "STOWAWAY" as DeviceId, state: "unknown" },
      { user: user("xb2"), device: "STOWAWAY2" as DeviceId, state: "other-keys" },
    ];
    const verdict = decide({ trust });
    expect(verdict).toMatchObject({ state: "open" });
    expect(verdict).toEqual(decide());
  });

  it("[GATE-1] names rostered records that no key reaches, and gives an account without devices none", () => {
    expect(
      decide({
        roster: [A, B, D, COLLEAGUE, rec("gone")],
        members: [join("xa1"), join("xb2"), join("xd4")],
        firstTrustedAt: NOW - FURTHER_STATES_WAIT,
      }),
    ).toMatchObject({
      state: "open",
      to: [user("xa1"), user("xb2")],
      notReached: [D, COLLEAGUE, rec("gone")],
    });
  });

  it("[GATE-1] opens at once where the roster has one State only", () => {
    const change = { roster: [A, COLLEAGUE], members: [join("xa1"), join("xa5")], trust: [] };
    expect(decide(change)).toMatchObject({ state: "open", notReached: [COLLEAGUE] });
  });

  it("[GATE-1] has another result for another roster, account, device or key", () => {
    const shared = (change: Partial<GateQuestion>): string => {
      const verdict = decide({ firstTrustedAt: 0, ...change });
      if (verdict.state !== "open") throw new Error("not open");
      return verdict.sharedWith;
    };
    const second = device(6);
    const bravo = { ...BRAVO(), devices: [device(2), second] };
    const exchanged = { ...BRAVO(), devices: [device(7, { id: device(2).id })] };
    const results = [
      shared({}),
      shared({ roster: [A, B, COLLEAGUE] }),
      shared({ roster: [A, B, COLLEAGUE], members: [join("xa1"), join("xb2"), join("xa5")] }),
      shared({ roster: [A, B, C], members: [join("xa1"), join("xb2"), join("xc3")] }),
      shared({
        log: logOf([admit(ALFA()), admit(bravo)]),
        trust: [trusted("xb2", 2), trusted("xb2", 6)],
      }),
      shared({ log: logOf([admit(ALFA()), admit(exchanged)]) }),
    ];
    expect(new Set(results).size).toBe(results.length);
    expect(shared({ roster: [B, A], members: question.members.toReversed() })).toBe(results[0]);
    expect(shared({ members: [join("xa1"), invited("xb2")] })).toBe(results[0]);
  });
});

describe("held", () => {
  const reasons = (change: Partial<GateQuestion>): unknown => {
    const verdict = decide(change);
    return verdict.state === "held" ? verdict.reasons : verdict;
  };

  it("[GATE-1] holds for a member that is not listed, joined or invited, and names it", () => {
    for (const membership of ["join", "invite"] as const) {
      const members: Member[] = [...question.members, { user: STRANGER, membership }];
      expect(reasons({ members })).toEqual([{ reason: "account-not-listed", user: STRANGER }]);
    }
  });

  it("[GATE-1] holds for a listed member that is not in the roster, and names it", () => {
    expect(reasons({ members: [...question.members, join("xc3")] })).toEqual([
      { reason: "account-not-in-roster", user: user("xc3"), rec: C },
    ]);
  });

  it("[GATE-1] holds for a colleague that is not in the roster as well", () => {
    expect(reasons({ members: [...question.members, join("xa5")] })).toEqual([
      { reason: "account-not-in-roster", user: user("xa5"), rec: COLLEAGUE },
    ]);
  });

  it.each(["version", "algorithm", "historyVisibility", "joinRule"] as const)(
    "[GATE-1] holds when the server says another %s than the one stored",
    (setting) => {
      expect(reasons({ settings: { ...SETTINGS, [setting]: "other" } })).toEqual([
        { reason: "room-settings-changed", setting },
      ]);
    },
  );

  it("[GATE-1] holds when this device is not listed with exactly its keys", () => {
    const own = question.own;
    const unlisted = [{ reason: "own-device-not-listed" }];
    for (const change of [
      { user: STRANGER },
      { device: device(2).id },
      { ed25519: device(2).ed25519 },
      { curve25519: device(2).curve25519 },
      { act: device(2).act },
    ])
      expect(reasons({ own: { ...own, ...change }, members: [join("xb2")] })).toEqual(unlisted);
    const disabled = logOf([admit(ALFA()), admit(BRAVO()), disable("xa-tech-1", 1)]);
    expect(reasons({ log: disabled })).toEqual(unlisted);
    expect(reasons({ log: logOf([]), members: [] })).toEqual(unlisted);
  });

  it("[GATE-1] holds when one's own record is not in the roster", () => {
    expect(reasons({ roster: [B] })).toEqual([{ reason: "own-office-not-in-roster" }]);
  });

  it("[GATE-1] gives every reason, each once", () => {
    expect(
      reasons({
        roster: [B],
        settings: { ...SETTINGS, version: "1", joinRule: "public" },
        members: [join("xb2"), join("stranger"), invited("stranger"), join("xc3")],
      }),
    ).toEqual([
      { reason: "own-office-not-in-roster" },
      { reason: "room-settings-changed", setting: "version" },
      { reason: "room-settings-changed", setting: "joinRule" },
      { reason: "account-not-listed", user: STRANGER },
      { reason: "account-not-in-roster", user: user("xc3"), rec: C },
    ]);
  });

  it("[GATE-1] comes before waiting: nothing that is still to come hides a reason", () => {
    const members = [...question.members, join("stranger")];
    for (const change of [{ settings: null }, { trust: [] }, { now: 0 }])
      expect(decide({ ...change, members })).toMatchObject({ state: "held" });
  });

  it("[GATE-1] has no way to open: a held verdict names nobody", () => {
    const verdict = decide({ members: [...question.members, join("stranger")] });
    expect(Object.keys(verdict).toSorted()).toEqual(["reasons", "state"]);
  });
});

describe("waiting", () => {
  const forEver = { state: "waiting", until: null };

  it("[GATE-1] waits until the server has told the settings", () => {
    expect(decide({ settings: null })).toEqual(forEver);
  });

  it("[GATE-1] waits until a listed device of another State is trusted", () => {
    for (const trust of [
      [],
      [trusted("xb2", 2, "unknown")],
      [trusted("xb2", 2, "other-keys")],
      [trusted("xb2", 3)],
      [trusted("xc3", 2)],
      [trusted("xa1", 1), trusted("xa5", 5)],
    ])
      expect(decide({ trust, now: NOW * 1000, firstTrustedAt: 0 })).toEqual(forEver);
  });

  it("[GATE-1] waits while the other State has not been invited", () => {
    expect(decide({ members: [join("xa1")] })).toEqual(forEver);
  });

  it("[GATE-1] waits when the only other State has lost its last device", () => {
    const roster = [A, D];
    const members = [join("xa1"), join("xd4")];
    expect(decide({ roster, members, trust: [trusted("xd4", 4)] })).toEqual(forEver);
  });

  const THREE = (): Partial<GateQuestion> => ({
    roster: [A, B, C],
    members: [join("xa1"), join("xb2"), join("xc3")],
    firstTrustedAt: NOW,
  });

  it("[GATE-1] waits up to 10 s longer for one of every other State", () => {
    expect(FURTHER_STATES_WAIT).toBe(10_000);
    for (const now of [NOW, NOW + 1, NOW + 9_999])
      expect(decide({ ...THREE(), now })).toEqual({ state: "waiting", until: NOW + 10_000 });
    for (const now of [NOW + 10_000, NOW + 10_001, NOW * 2])
      expect(decide({ ...THREE(), now })).toMatchObject({ state: "open", notReached: [C] });
  });

  it("[GATE-1] begins to wait now where no time is known yet", () => {
    expect(decide({ ...THREE(), firstTrustedAt: null })).toEqual({
      state: "waiting",
      until: NOW + 10_000,
    });
  });

  it("[GATE-1] ends the wait when the clock was set back", () => {
    expect(decide({ ...THREE(), now: NOW - 1 })).toMatchObject({ state: "open", notReached: [C] });
  });

  it("[GATE-1] waits no longer once every other State is reached, by any of its records", () => {
    const trust = [trusted("xb2", 2), trusted("xc3", 3)];
    expect(decide({ ...THREE(), trust })).toMatchObject({ state: "open", notReached: [] });
    const bravos = logOf([admit(ALFA()), admit(BRAVO()), admit(record("XB", 8))]);
    expect(decide({ log: bravos, roster: [A, B, rec("xb-tech-8")] })).toMatchObject({
      state: "open",
      notReached: [rec("xb-tech-8")],
    });
  });
});

describe("whatever is asked", () => {
  const ACCOUNTS: readonly (readonly [RecordId, string, number])[] = [
    [A, "xa1", 1],
    [B, "xb2", 2],
    [C, "xc3", 3],
    [D, "xd4", 4],
    [COLLEAGUE, "xa5", 5],
  ];
  const anyAccount = fc.constantFrom(...ACCOUNTS);
  const membership = fc.constantFrom("join" as const, "invite" as const);
  const state = fc.constantFrom(
    "trusted" as const,
    "trusted" as const,
    "unknown" as const,
    "other-keys" as const,
  );

  /** Mostly rooms that could be in order, so that every verdict comes often; each kind of trouble now and then. */
  const anyQuestion = (): fc.Arbitrary<GateQuestion> =>
    fc
      .record({
        roster: fc.subarray([B, C, D, COLLEAGUE]),
        ownRostered: fc.integer({ min: 0, max: 7 }),
        hidden: fc.array(anyAccount, { maxLength: 2 }),
        further: fc.array(fc.tuple(fc.constantFrom("xa5", "xc3", "stranger"), membership), {
          maxLength: 1,
        }),
        disorder: fc.integer({ min: 0, max: 2 }),
        membership,
        trust: fc.array(fc.tuple(anyAccount, state), { maxLength: 8 }),
        strayTrust: fc.array(fc.tuple(anyAccount, anyAccount, state), { maxLength: 3 }),
        settings: fc.constantFrom<(PinnedSettings | null)[]>(
          ...Array.from({ length: 8 }, () => SETTINGS),
          { ...SETTINGS, version: "1" },
          { ...SETTINGS, historyVisibility: "shared" },
          null,
        ),
        now: fc.integer({ min: 0, max: 40_000 }),
        firstTrustedAt: fc.option(fc.integer({ min: 0, max: 40_000 })),
        ownDisabled: fc.integer({ min: 0, max: 9 }),
      })
      .map((any): GateQuestion => {
        const roster = any.ownRostered === 0 ? any.roster : [...any.roster, A];
        const members = ACCOUNTS.filter(
          (one) => roster.includes(one[0]) && !any.hidden.includes(one),
        ).map(([, name]): Member => ({ user: user(name), membership: any.membership }));
        const further = any.disorder === 0 ? any.further : [];
        return {
          ...question,
          log: any.ownDisabled === 0 ? disabledLog : log,
          roster,
          members: [
            ...members,
            ...further.map(([name, as]) => ({ user: user(name), membership: as })),
          ],
          trust: [
            ...any.trust.map(([[, name, seed], as]) => trusted(name, seed, as)),
            ...any.strayTrust.map(([[, name], [, , seed], as]) => trusted(name, seed, as)),
          ],
          settings: any.settings,
          now: any.now,
          firstTrustedAt: any.firstTrustedAt,
        };
      });

  /** Accounts of the roster, found the long way round. */
  const rosterOf = ({ log: of, roster }: GateQuestion): ReadonlyMap<UserId, RecordId> =>
    new Map(
      of
        .records()
        .filter(({ id }) => roster.includes(id))
        .map((one) => [one.user, one.id]),
    );

  const held = (asked: GateQuestion): boolean => {
    const accounts = rosterOf(asked);
    const foreign = asked.members.some(
      (one) => one.user !== asked.own.user && !accounts.has(one.user),
    );
    const unlisted = asked.log.listedDevices(asked.own.user).length === 0;
    const changed =
      asked.settings !== null &&
      (asked.settings.version !== "12" || asked.settings.historyVisibility !== "invited");
    return foreign || unlisted || changed || !accounts.has(asked.own.user);
  };

  it("[GATE-1] it is held exactly when someone, something or oneself is not what it should be", () => {
    fc.assert(
      fc.property(anyQuestion(), (asked) => {
        expect(decideGate(asked).state === "held").toBe(held(asked));
      }),
      { numRuns: 1500 },
    );
  });

  it("[GATE-1] keys go to rostered accounts with a listed device, in the room or one's own, and to no others", () => {
    let opened = 0;
    fc.assert(
      fc.property(anyQuestion(), (asked) => {
        const verdict = decideGate(asked);
        if (verdict.state !== "open") return;
        opened++;
        const accounts = rosterOf(asked);
        const inRoom = asked.members.map((one) => one.user);
        expect(verdict.to).toEqual([...new Set(verdict.to)].toSorted());
        for (const one of verdict.to) {
          expect(accounts.has(one)).toBe(true);
          expect(asked.log.listedDevices(one)).not.toEqual([]);
          expect([...inRoom, asked.own.user]).toContain(one);
        }
        expect(verdict.to).toContain(asked.own.user);
        // Whoever is in the room beside one's own is rostered: there is nobody to leave out of the room's keys.
        for (const one of inRoom) expect(one === asked.own.user || accounts.has(one)).toBe(true);
      }),
      { numRuns: 2000 },
    );
    expect(opened).toBeGreaterThan(200);
  });

  it("[GATE-1] it opens only when a trusted device of another rostered State is there, or there is none to reach", () => {
    fc.assert(
      fc.property(anyQuestion(), (asked) => {
        const verdict = decideGate(asked);
        if (verdict.state !== "open") return;
        const others = asked.log
          .records()
          .filter(({ id, state }) => asked.roster.includes(id) && state !== "XA");
        const reached = others.filter((one) =>
          asked.trust.some(
            (trust) =>
              trust.user === one.user &&
              trust.state === "trusted" &&
              one.devices.some(({ id }) => id === trust.device) &&
              asked.members.some((member) => member.user === one.user),
          ),
        );
        expect(others.length === 0 || reached.length > 0).toBe(true);
        for (const { id } of reached) expect(verdict.notReached).not.toContain(id);
      }),
      { numRuns: 1500 },
    );
  });

  it("[GATE-1] it never waits longer than 10 s after the first device, and then opens by itself", () => {
    fc.assert(
      fc.property(anyQuestion(), (asked) => {
        const verdict = decideGate(asked);
        if (verdict.state !== "waiting" || verdict.until === null) return;
        const since = asked.firstTrustedAt ?? asked.now;
        expect(verdict.until).toBe(since + 10_000);
        expect(verdict.until).toBeGreaterThan(asked.now);
        const later = { ...asked, now: verdict.until, firstTrustedAt: since };
        expect(decideGate(later).state).toBe("open");
      }),
      { numRuns: 1500 },
    );
  });

  it("[GATE-1] the same question has the same answer, in whatever order it lists things", () => {
    fc.assert(
      fc.property(anyQuestion(), (asked) => {
        const turned = {
          ...asked,
          members: asked.members.toReversed(),
          trust: asked.trust.toReversed(),
        };
        const [one, other] = [decideGate(asked), decideGate(turned)];
        expect(decideGate(asked)).toEqual(one);
        expect(other.state).toBe(one.state);
        if (one.state === "open") expect(other).toEqual(one);
      }),
    );
  });
});

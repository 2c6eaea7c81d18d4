import { accept, refuse, toBase64Url, type Clock, type Result } from "@parley/base";
import { passphraseKey, ready, type PassphraseCost } from "@parley/crypto";
import type { Client, ClientParts, EnrolProblem } from "@parley/client";
import type { Store } from "@parley/storage";
import { memoryDisk, memoryStore, type MemoryDisk } from "@parley/storage/memory";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { DesktopApi, StartInfo } from "../../src/contract/index.ts";
import { Entry, type EntryParts } from "../../src/renderer/app/entry.ts";
import type { Stage } from "../../src/renderer/app/stage.ts";
import { Stopped } from "../../src/renderer/features/entry/index.ts";
import { makeSampleNetwork, type SampleNetwork } from "./sample-network.ts";

const PASSPHRASE = "orchard window copper";
const NOW = Date.parse("2026-03-10T01:14:00Z");

/** What a server and a machine do to an enrolment, one after the other. */
type Turn = EnrolProblem | "dies-before-profile" | "dies-after-profile";

let network: SampleNetwork;

/** A machine whose disk outlives the program: vault file and stores by profile. */
class Machine {
  vault: string | null = null;
  readonly disks = new Map<string, MemoryDisk>();
  refusesVault = false;
  damagedKeys = false;
  turns: Turn[] = [];
  /** Texts of the tickets that were spent. */
  readonly spent: string[] = [];
  /** Whether vault and store were there when a ticket was spent. */
  readonly kept: boolean[] = [];
  clipboard: string | null = null;
  opened: ClientParts[] = [];
  reloads = 0;
  loadsMachine = true;
  loads = 0;
  now = NOW;
  faults: unknown[] = [];
  readonly client: Pick<Client, "close" | "signOut"> = {
    close: vi.fn<Client["close"]>(() => Promise.resolve()),
    signOut: vi.fn<Client["signOut"]>(() => Promise.resolve()),
  };

  /** Another way in than the product's, without one of its defences. */
  way: typeof Entry = Entry;

  start(info: Partial<StartInfo> = {}): Entry {
    const entry = new this.way(this.#parts(info));
    entry.start();
    return entry;
  }

  #parts(info: Partial<StartInfo>): EntryParts {
    const clock: Clock = { now: () => this.now, after: () => () => undefined };
    const cheap: PassphraseCost = { algorithm: "argon2id13", opslimit: 1, memlimit: 8192 };
    const nothing = (): Promise<never> => Promise.reject(new Error("asked for nothing"));
    return {
      api: this.#api(info),
      clock,
      derive: (passphrase, salt) => Promise.resolve(passphraseKey(passphrase, salt, cheap)),
      loadMachine: () => {
        this.loads += 1;
        return this.loadsMachine ? Promise.resolve() : Promise.reject(new Error("does not load"));
      },
      sessions: { signIn: nothing, open: nothing, replacePassword: nothing },
      openStore: ({ profile }) => {
        const disk = this.disks.get(profile) ?? memoryDisk();
        this.disks.set(profile, disk);
        return Promise.resolve(accept(memoryStore(disk)));
      },
      enrol: ({ store, root }, ticket) => this.#enrol(store, root, ticket),
      openClient: async (parts) => {
        const loaded = await parts.store.load();
        if (!loaded.ok) return refuse({ reason: "store", refusal: loaded.refusal });
        if (loaded.value.profile === null) return refuse({ reason: "no-profile" });
        if (this.damagedKeys) return refuse({ reason: "crypto-store" });
        this.opened.push(parts);
        return accept(this.client as Client);
      },
      reload: () => {
        this.reloads += 1;
      },
      onFault: (fault) => this.faults.push(fault),
    };
  }

  async #enrol(store: Store, root: string, ticket: string): Promise<Result<void, EnrolProblem>> {
    this.spent.push(ticket);
    this.kept.push(this.vault !== null && this.disks.size > 0);
    const turn = this.turns.shift();
    if (turn === "dies-before-profile") return new Promise(() => undefined);
    if (turn !== undefined && turn !== "dies-after-profile") return refuse(turn);
    const key = toBase64Url(new Uint8Array(32));
    const pair = { publicKey: key, secretKey: key };
    const committed = await store.commit({
      profile: {
        homeserver: "http://127.0.0.1:1",
        user: "@a:b" as never,
        device: "D",
        accessToken: "t",
        storageKey: key,
        act: pair,
        seal: pair,
        root,
        createdAt: this.now,
      },
    });
    if (turn === "dies-after-profile") return new Promise(() => undefined);
    return committed.ok
      ? accept(undefined)
      : refuse({ reason: "store", refusal: committed.refusal });
  }

  #api(info: Partial<StartInfo>): DesktopApi {
    return {
      start: () =>
        Promise.resolve({
          version: "0.1.0",
          build: "exercise",
          network: { homeserver: "http://127.0.0.1:1", ...network },
          networkProblem: null,
          keychain: "unavailable",
          ...info,
        }),
      vaultRead: () =>
        Promise.resolve(
          this.vault === null
            ? { state: "none" }
            : { state: "present", sealed: this.vault, keychain: false },
        ),
      vaultWrite: (sealed) => {
        if (this.refusesVault) return Promise.resolve(refuse("disk"));
        this.vault = sealed;
        return Promise.resolve(accept({ keychain: false }));
      },
      vaultErase: () => {
        this.vault = null;
        return Promise.resolve();
      },
      clipboardTicket: () => Promise.resolve(this.clipboard),
      attention: () => Promise.resolve(),
      onCloseRequest: () => () => undefined,
      diskHasRoom: () => Promise.resolve(true),
      closeNow: () => Promise.resolve(),
    };
  }
}

async function reached(entry: Entry, wanted: (stage: Stage) => boolean): Promise<Stage> {
  await vi.waitFor(() => expect(wanted(entry.stage.getState())).toBe(true), 60_000);
  return entry.stage.getState();
}
const at = (name: Stage["at"]) => (stage: Stage) => stage.at === name;
const idle = (name: "enrol" | "passphrase" | "unlock") => (stage: Stage) =>
  stage.at === name && !stage.working;
const asking = (stage: Stage): boolean => stage.at === "ticket" && !stage.reading;
const refusedFor = (fault: string) => (stage: Stage) =>
  stage.at === "ticket" && stage.fault === fault;

/** To the choice of a passphrase. */
async function toPassphrase(machine: Machine): Promise<Entry> {
  const entry = machine.start();
  await reached(entry, asking);
  entry.giveTicket({ text: network.ticket() });
  await reached(entry, at("yours"));
  entry.takeTicket();
  await reached(entry, at("passphrase"));
  return entry;
}

async function setUp(machine: Machine): Promise<Entry> {
  const entry = await toPassphrase(machine);
  entry.choosePassphrase(PASSPHRASE);
  await reached(entry, at("ready"));
  return entry;
}

async function unlocked(machine: Machine): Promise<Entry> {
  const entry = machine.start();
  await reached(entry, at("unlock"));
  entry.unlock(PASSPHRASE);
  return entry;
}

describe("entry", () => {
  beforeAll(async () => {
    await ready();
    network = makeSampleNetwork(NOW);
  });

  it("[ENROL-2] opens a ticket, locks the device under a passphrase, spends the ticket, and opens again after a restart", async () => {
    const machine = new Machine();
    await setUp(machine);
    expect(machine.disks.size).toBe(1);
    expect(machine.spent).toHaveLength(1);
    expect(machine.kept).toEqual([true]);

    const again = await unlocked(machine);
    await reached(again, at("ready"));
    expect(machine.opened).toHaveLength(2);
    expect(machine.opened[1]?.storePrefix).toBe(machine.opened[0]?.storePrefix);
    expect(machine.opened[1]).not.toHaveProperty("directory");
    expect(machine.disks.size).toBe(1);
    expect(machine.spent).toHaveLength(1);
    expect(machine.faults).toEqual([]);
  });

  it("reads the store once when it unlocks", async () => {
    const machine = new Machine();
    await setUp(machine);
    const entry = await unlocked(machine);
    await reached(entry, at("ready"));
    const store = machine.opened.at(-1)?.store;
    const loaded = await store?.load();
    // What was handed on once is read anew from then on.
    await store?.commit({ draftsGone: [], kept: [{ kind: "x", id: "y", text: "z" }] });
    const later = await store?.load();
    expect(loaded?.ok === true && loaded.value.kept).toEqual([]);
    expect(later?.ok === true && later.value.kept).toHaveLength(1);
  });

  it("takes a ticket as a file and from the clipboard", async () => {
    const machine = new Machine();
    const entry = machine.start();
    await reached(entry, asking);
    entry.giveTicket({ file: new Blob([`\n${network.ticket()}\n`]) });
    const stage = await reached(entry, at("yours"));
    expect(stage).toMatchObject({
      ticket: { state: "XB", office: "National Centre", level: ["technical"] },
    });
    entry.putTicketAside();
    expect(entry.stage.getState()).toMatchObject({ at: "ticket", putAside: true });
    entry.pasteTicket();
    await reached(entry, refusedFor("clipboard"));
    machine.clipboard = network.ticket();
    entry.pasteTicket();
    await reached(entry, at("yours"));
    expect(machine.spent).toEqual([]);
    expect(machine.vault).toBeNull();
  });

  it("[ENROL-2] names what is wrong with a ticket, each by its own name, and asks the server nothing", async () => {
    const machine = new Machine();
    const entry = machine.start();
    await reached(entry, asking);
    const refused = async (text: string, fault: string): Promise<void> => {
      entry.giveTicket({ text });
      await reached(entry, refusedFor(fault));
    };
    const good = network.ticket();
    await refused("not this", "not-a-ticket");
    await refused(good.slice(0, -40), "not-a-ticket");
    await refused(good.replace("National Centre", "National Center"), "edited");
    await refused(network.ticket({ expires: NOW - 2000, issued: NOW - 4000 }), "expired");
    await refused(network.ticket({ user: "@k7f3q:elsewhere.example" as never }), "other-server");
    await refused(network.ticket({ kind: "service" }), "service");
    await refused(makeSampleNetwork(NOW).ticket(), "other-root");
    entry.giveTicket({ fault: "several" });
    await reached(entry, refusedFor("several"));
    entry.giveTicket({ file: { size: 1, arrayBuffer: () => Promise.reject(new Error()) } as Blob });
    await reached(entry, refusedFor("file"));
    entry.giveTicket({ file: { size: 1e9 } as Blob });
    await reached(entry, refusedFor("too-large"));
    expect(machine.spent).toEqual([]);
    expect(machine.faults).toEqual([]);
  });

  it("does not go on where the network's trust root is none", async () => {
    const machine = new Machine();
    const entry = machine.start({
      network: { homeserver: "http://127.0.0.1:1", server: "localhost", root: "no root" },
    });
    expect(await reached(entry, at("no-network"))).toEqual({ at: "no-network", problem: "root" });
  });

  it("loads the machine before a passphrase is typed, and waits for nothing where it does not load", async () => {
    const machine = new Machine();
    await setUp(machine);
    machine.loadsMachine = false;
    const again = machine.start();
    await reached(again, at("unlock"));
    expect(machine.loads).toBe(2);
    again.unlock(PASSPHRASE);
    await reached(again, at("ready"));
    expect(machine.faults).toHaveLength(1);
  });

  it("takes no further passphrase before the wait after a wrong one is over", async () => {
    const machine = new Machine();
    await setUp(machine);
    const entry = machine.start();
    await reached(entry, at("unlock"));
    entry.unlock("another passphrase");
    await reached(entry, (stage) => stage.at === "unlock" && stage.wrong === 1);
    entry.unlock(PASSPHRASE);
    expect(entry.stage.getState()).toMatchObject({ at: "unlock", working: false });
    machine.now += 1000;
    entry.unlock(PASSPHRASE);
    await reached(entry, at("ready"));
  });

  it("says what keeps the ticket from being spent, and tries again with the same one", async () => {
    const machine = new Machine();
    machine.turns = [{ reason: "unreachable" }];
    const entry = await toPassphrase(machine);
    entry.choosePassphrase(PASSPHRASE);
    const stage = await reached(entry, idle("enrol"));
    expect(stage).toMatchObject({ problem: { reason: "unreachable" } });
    entry.enrolAgain();
    await reached(entry, at("ready"));
    expect(new Set(machine.spent).size).toBe(1);
  });

  it("goes on with the same ticket after a restart where the server was away", async () => {
    const machine = new Machine();
    machine.turns = [{ reason: "unreachable" }];
    const entry = await toPassphrase(machine);
    entry.choosePassphrase(PASSPHRASE);
    await reached(entry, idle("enrol"));
    await reached(await unlocked(machine), at("ready"));
    expect(machine.spent).toHaveLength(2);
    expect(new Set(machine.spent).size).toBe(1);
  });

  it.each(["dies-before-profile", "dies-after-profile"] as const)(
    "[ENROL-2] spends the ticket to its end where the program %s",
    async (turn) => {
      const machine = new Machine();
      machine.turns = [turn];
      const entry = await toPassphrase(machine);
      entry.choosePassphrase(PASSPHRASE);
      await vi.waitFor(() => expect(machine.spent).toHaveLength(1), 60_000);
      // The program ended there.
      await reached(await unlocked(machine), at("ready"));
      expect(machine.spent).toHaveLength(2);
      await reached(await unlocked(machine), at("ready"));
      expect(machine.spent).toHaveLength(2);
      expect(machine.disks.size).toBe(1);
    },
  );

  it("[ENROL-2] opens with the ticket's password in force where the ticket is not kept: seen without that defence", async () => {
    vi.resetModules();
    vi.doMock("../../src/renderer/app/unspent-ticket.ts", async (original) => ({
      ...(await original<object>()),
      keepTicket: () => Promise.resolve(accept(undefined)),
    }));
    const undefended = await import("../../src/renderer/app/entry.ts");
    vi.doUnmock("../../src/renderer/app/unspent-ticket.ts");
    const machine = new Machine();
    machine.way = undefended.Entry;
    machine.turns = ["dies-after-profile"];
    const entry = await toPassphrase(machine);
    entry.choosePassphrase(PASSPHRASE);
    await vi.waitFor(() => expect(machine.spent).toHaveLength(1), 60_000);
    await reached(await unlocked(machine), at("ready"));
    // Nobody has replaced the password: the spending was begun, and never ended.
    expect(machine.spent).toHaveLength(1);
  });

  it("takes another ticket under the same passphrase where the first one was used by somebody else", async () => {
    const machine = new Machine();
    machine.turns = [{ reason: "used" }];
    const entry = await toPassphrase(machine);
    entry.choosePassphrase(PASSPHRASE);
    await reached(entry, refusedFor("used"));
    expect(machine.opened).toEqual([]);
    // Nothing is left of it, also for the next start.
    const again = await unlocked(machine);
    await reached(again, asking);
    again.giveTicket({ text: network.ticket() });
    await reached(again, at("yours"));
    again.takeTicket();
    await reached(again, at("ready"));
    expect(machine.disks.size).toBe(1);
  });

  it("removes a store that another account was written into before it takes another ticket", async () => {
    const machine = new Machine();
    machine.turns = ["dies-after-profile", { reason: "used" }];
    const entry = await toPassphrase(machine);
    entry.choosePassphrase(PASSPHRASE);
    await vi.waitFor(() => expect(machine.spent).toHaveLength(1), 60_000);
    const again = await unlocked(machine);
    await reached(again, refusedFor("used"));
    expect(machine.vault).toBeNull();
    again.giveTicket({ text: network.ticket() });
    await reached(again, at("yours"));
    again.takeTicket();
    await reached(again, at("passphrase"));
    again.choosePassphrase(PASSPHRASE);
    await reached(again, at("ready"));
  });

  it("lets a ticket be put away for another one while the server is away", async () => {
    const machine = new Machine();
    machine.turns = [{ reason: "limited", retryAfter: 1000 }];
    const entry = await toPassphrase(machine);
    entry.choosePassphrase(PASSPHRASE);
    await reached(entry, idle("enrol"));
    entry.otherTicket();
    await reached(entry, asking);
    expect(machine.vault).not.toBeNull();
    await reached(await unlocked(machine), asking);
  });

  it("keeps the ticket while the vault cannot be written", async () => {
    const machine = new Machine();
    const entry = await toPassphrase(machine);
    machine.refusesVault = true;
    entry.choosePassphrase(PASSPHRASE);
    await reached(entry, (stage) => stage.at === "passphrase" && stage.refusal === "disk");
    expect(machine.disks.size).toBe(0);
    expect(machine.spent).toEqual([]);
    machine.refusesVault = false;
    entry.choosePassphrase(PASSPHRASE);
    await reached(entry, at("ready"));
  });

  it("asks for the ticket under the open vault where the store has none and no profile", async () => {
    const machine = new Machine();
    await setUp(machine);
    for (const disk of machine.disks.values()) disk.tables.clear();
    const entry = await unlocked(machine);
    await reached(entry, asking);
    entry.giveTicket({ text: network.ticket() });
    await reached(entry, at("yours"));
    entry.takeTicket();
    await reached(entry, at("ready"));
    expect(machine.disks.size).toBe(1);
  });

  it("says what to do where the keys of this device do not open, and lets it be set up anew", async () => {
    const machine = new Machine();
    await setUp(machine);
    machine.damagedKeys = true;
    const entry = await unlocked(machine);
    await reached(entry, at("stopped"));
    expect(entry.stage.getState()).toEqual({ at: "stopped", reason: "crypto-store" });
    const screen = renderToStaticMarkup(
      createElement(Stopped, {
        reason: "crypto-store",
        onAgain: () => undefined,
        onAnew: () => undefined,
      }),
    );
    expect(screen).toContain("put the whole folder back");
    expect(screen).toContain("Set up anew");
    entry.startAnew();
    await vi.waitFor(() => expect(machine.reloads).toBe(1));
    expect(machine.vault).toBeNull();
  });

  it("closes the client before it begins again without keys", async () => {
    const machine = new Machine();
    const entry = await setUp(machine);
    entry.lock();
    expect(entry.stage.getState()).toEqual({ at: "closing", why: "lock" });
    await vi.waitFor(() => expect(machine.reloads).toBe(1));
    expect(machine.client.close).toHaveBeenCalledOnce();
    expect(machine.vault).not.toBeNull();
  });

  it("removes the vault when signing out", async () => {
    const machine = new Machine();
    const entry = await setUp(machine);
    entry.signOut();
    await vi.waitFor(() => expect(machine.reloads).toBe(1));
    expect(machine.client.signOut).toHaveBeenCalledOnce();
    expect(machine.vault).toBeNull();
  });
});

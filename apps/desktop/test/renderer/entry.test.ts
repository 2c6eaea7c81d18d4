import { accept, refuse, toBase64Url, type Clock, type Result } from "@parley/base";
import { passphraseKey, ready, type PassphraseCost } from "@parley/crypto";
import type { Client, ClientParts, SignInProblem } from "@parley/client";
import { memoryDisk, memoryStore, type MemoryDisk } from "@parley/storage/memory";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { DesktopApi, StartInfo } from "../../src/contract/index.ts";
import { Entry, type EntryParts } from "../../src/renderer/app/entry.ts";
import { Stopped } from "../../src/renderer/features/entry/index.ts";
import type { Stage } from "../../src/renderer/app/stage.ts";

const INFO: StartInfo = {
  version: "0.1.0",
  build: "exercise",
  exercise: { homeserver: "http://127.0.0.1:1", root: "root", account: "@a:b", password: "p" },
  exerciseProblem: null,
  keychain: "unavailable",
};
const PASSPHRASE = "orchard window copper";

/** A machine whose disk outlives the program: vault file and stores by profile. */
class Machine {
  vault: string | null = null;
  readonly disks = new Map<string, MemoryDisk>();
  refusesVault = false;
  damagedKeys = false;
  signIns: Result<void, SignInProblem>[] = [];
  opened: ClientParts[] = [];
  reloads = 0;
  loadsMachine = true;
  loads = 0;
  now = 1_000_000;
  faults: unknown[] = [];
  readonly client: Pick<Client, "close" | "signOut"> = {
    close: vi.fn<Client["close"]>(() => Promise.resolve()),
    signOut: vi.fn<Client["signOut"]>(() => Promise.resolve()),
  };

  start(): Entry {
    const entry = new Entry(this.#parts());
    entry.start();
    return entry;
  }

  #parts(): EntryParts {
    const clock: Clock = { now: () => this.now, after: () => () => undefined };
    const cheap: PassphraseCost = { algorithm: "argon2id13", opslimit: 1, memlimit: 8192 };
    return {
      api: this.#api(),
      clock,
      derive: (passphrase, salt) => Promise.resolve(passphraseKey(passphrase, salt, cheap)),
      loadMachine: () => {
        this.loads += 1;
        return this.loadsMachine ? Promise.resolve() : Promise.reject(new Error("does not load"));
      },
      sessions: {
        signIn: () => Promise.reject(new Error("asked for nothing")),
        open: () => Promise.reject(new Error("asked for nothing")),
      },
      openStore: ({ profile }) => {
        const disk = this.disks.get(profile) ?? memoryDisk();
        this.disks.set(profile, disk);
        return Promise.resolve(accept(memoryStore(disk)));
      },
      passingStore: () => memoryStore(),
      signIn: async ({ store, root }) => {
        const result = this.signIns.shift() ?? accept(undefined);
        if (!result.ok) return result;
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
        return committed.ok
          ? accept(undefined)
          : refuse({ reason: "store", refusal: committed.refusal });
      },
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

  #api(): DesktopApi {
    return {
      start: () => Promise.resolve(INFO),
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
      directoryRead: () => Promise.resolve(null),
      directoryRequest: () => Promise.resolve(),
      onDirectoryChange: () => () => undefined,
      attention: () => Promise.resolve(),
      onCloseRequest: () => () => undefined,
      diskHasRoom: () => Promise.resolve(true),
      closeNow: () => Promise.resolve(),
    };
  }
}

async function reached(entry: Entry, wanted: (stage: Stage) => boolean): Promise<Stage> {
  await vi.waitFor(() => expect(wanted(entry.stage.getState())).toBe(true));
  return entry.stage.getState();
}
const at = (name: Stage["at"]) => (stage: Stage) => stage.at === name;
const idle = (name: "sign-in" | "passphrase" | "unlock") => (stage: Stage) =>
  stage.at === name && !stage.working;

async function setUp(machine: Machine): Promise<Entry> {
  const entry = machine.start();
  await reached(entry, idle("sign-in"));
  entry.signIn();
  await reached(entry, at("passphrase"));
  entry.choosePassphrase(PASSPHRASE);
  await reached(entry, at("ready"));
  return entry;
}

describe("entry", () => {
  beforeAll(ready);

  it("signs in, locks the profile under the passphrase, and opens it again after a restart", async () => {
    const machine = new Machine();
    await setUp(machine);
    expect(machine.disks.size).toBe(1);

    const again = machine.start();
    await reached(again, at("unlock"));
    again.unlock(PASSPHRASE);
    await reached(again, at("ready"));
    expect(machine.opened).toHaveLength(2);
    expect(machine.opened[1]?.storePrefix).toBe(machine.opened[0]?.storePrefix);
    expect(machine.disks.size).toBe(1);
    expect(machine.faults).toEqual([]);
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

  it("says why signing in was refused and can be asked again", async () => {
    const machine = new Machine();
    machine.signIns = [refuse({ reason: "wrong-password" })];
    const entry = machine.start();
    await reached(entry, idle("sign-in"));
    entry.signIn();
    const stage = await reached(entry, (one) => one.at === "sign-in" && one.refusal !== null);
    expect(stage).toMatchObject({ refusal: { reason: "wrong-password" } });
    expect(machine.vault).toBeNull();
    entry.signIn();
    await reached(entry, at("passphrase"));
  });

  it("keeps the signed-in profile while the vault cannot be written", async () => {
    const machine = new Machine();
    const entry = machine.start();
    await reached(entry, idle("sign-in"));
    entry.signIn();
    await reached(entry, at("passphrase"));
    machine.refusesVault = true;
    entry.choosePassphrase(PASSPHRASE);
    await reached(entry, (stage) => stage.at === "passphrase" && stage.refusal === "disk");
    expect(machine.disks.size).toBe(0);
    machine.refusesVault = false;
    entry.choosePassphrase(PASSPHRASE);
    await reached(entry, at("ready"));
  });

  it("signs in under the open vault where the program ended before the profile was kept", async () => {
    const machine = new Machine();
    await setUp(machine);
    for (const disk of machine.disks.values()) disk.tables.clear();
    const entry = machine.start();
    await reached(entry, at("unlock"));
    entry.unlock(PASSPHRASE);
    await reached(entry, idle("sign-in"));
    entry.signIn();
    await reached(entry, at("ready"));
    expect(machine.disks.size).toBe(1);
  });

  it("says what to do where the keys of this device do not open, and lets it be set up anew", async () => {
    const machine = new Machine();
    await setUp(machine);
    machine.damagedKeys = true;
    const entry = machine.start();
    await reached(entry, at("unlock"));
    entry.unlock(PASSPHRASE);
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

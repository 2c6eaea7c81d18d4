import type { Clock, Result } from "@parley/base";
import { accept, refuse } from "@parley/base";
import type { Client, ClientParts, DirectorySource, signIn, SignInProblem } from "@parley/client";
import type { SessionOpener } from "@parley/session";
import type { Store, StoreRefusal } from "@parley/storage";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { DesktopApi, Exercise, StartInfo, VaultFile } from "../../contract/index.ts";
import { advance, type Leaving, type Stage, type StageEvent } from "./stage.ts";
import {
  makeVault,
  openVault,
  sealVault,
  type KeyFromPassphrase,
  type OpenVault,
} from "./vault/vault-file.ts";

/** Everything outside that the way in needs. */
export interface EntryParts {
  readonly api: DesktopApi;
  readonly clock: Clock;
  readonly derive: KeyFromPassphrase;
  readonly sessions: SessionOpener;
  /** Loads what sessions need and what holds no secret. */
  readonly loadMachine: () => Promise<void>;
  /** Opens or makes the store of a vault. */
  readonly openStore: (vault: OpenVault) => Promise<Result<Store, StoreRefusal>>;
  /** Holds a new profile until a vault exists to keep it in. */
  readonly passingStore: () => Store;
  readonly signIn: typeof signIn;
  readonly openClient: (
    parts: ClientParts,
  ) => Promise<
    Result<
      Client,
      | { readonly reason: "no-profile" | "other-root" | "crypto-store" }
      | { readonly reason: "store"; readonly refusal: StoreRefusal }
    >
  >;
  /** Begins again with an empty memory. */
  readonly reload: () => void;
  /** Where a fault of the program is told; no content. */
  readonly onFault: (fault: unknown) => void;
}

interface Held {
  readonly info: StartInfo;
  readonly vault: VaultFile;
  readonly exercise: Exercise;
}

/**
 * The way from a started program to a working client and out again. Wishes of the person are methods, where it
 * stands is `stage`.
 */
export class Entry {
  readonly stage: StoreApi<Stage>;
  readonly #parts: EntryParts;
  #held: Held | null = null;
  #info: StartInfo | null = null;
  /** Counts attempts to sign in: the answer to one that was cancelled is dropped. */
  #attempt = 0;
  /** With a signed-in profile, until the passphrase has been chosen. */
  #passing: Store | null = null;
  #store: Store | null = null;
  #profile: string | null = null;
  #busy = false;

  constructor(parts: EntryParts) {
    this.#parts = parts;
    this.stage = createStore<Stage>(() => ({ at: "starting" }));
  }

  get info(): StartInfo | null {
    return this.#info;
  }

  start(): void {
    this.#run(async () => {
      const [info, vault] = await Promise.all([
        this.#parts.api.start(),
        this.#parts.api.vaultRead(),
      ]);
      this.#info = info;
      if (info.exercise !== null) this.#held = { info, vault, exercise: info.exercise };
      this.#happened({ event: "started", info, vault });
      // While a person types. Should it not load, opening a session says so.
      if (info.exercise !== null) await this.#parts.loadMachine().catch(this.#parts.onFault);
    });
  }

  signIn(): void {
    const stage = this.stage.getState();
    if (stage.at !== "sign-in" || stage.working) return;
    this.#happened({ event: "sign-in-asked" });
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#run(async () => {
      const { exercise } = this.#require();
      const store = this.#store ?? this.#parts.passingStore();
      const signed: Result<void, SignInProblem> = await this.#parts.signIn(
        {
          store,
          sessions: this.#parts.sessions,
          clock: this.#parts.clock,
          root: exercise.root,
        },
        { homeserver: exercise.homeserver, user: exercise.account, password: exercise.password },
      );
      if (attempt !== this.#attempt) return;
      if (!signed.ok) {
        this.#happened({ event: "sign-in-refused", refusal: signed.refusal });
        return;
      }
      if (this.#store !== null) {
        this.#happened({ event: "signed-in", vault: "open" });
        await this.#open();
        return;
      }
      this.#passing = store;
      this.#happened({ event: "signed-in", vault: "none" });
    });
  }

  cancelSignIn(): void {
    this.#attempt += 1;
    this.#happened({ event: "sign-in-cancelled" });
  }

  choosePassphrase(passphrase: string): void {
    const stage = this.stage.getState();
    if (stage.at !== "passphrase" || stage.working) return;
    this.#happened({ event: "passphrase-chosen" });
    this.#run(async () => {
      const kept = await this.#keep(passphrase);
      if (!kept.ok) {
        this.#happened({ event: "passphrase-refused", refusal: kept.refusal });
        return;
      }
      this.#happened({ event: "unlocked" });
      await this.#open();
    });
  }

  unlock(passphrase: string): void {
    const stage = this.stage.getState();
    if (stage.at !== "unlock" || stage.working || this.#parts.clock.now() < stage.notBefore) return;
    this.#happened({ event: "unlock-asked" });
    this.#run(async () => {
      const { vault: file } = this.#require();
      if (file.state !== "present") throw new Error("there is no vault to unlock");
      const vault = await openVault(file.sealed, passphrase, this.#parts.derive);
      if (!vault.ok) {
        const now = this.#parts.clock.now();
        this.#happened({ event: "unlock-refused", refusal: vault.refusal, now });
        return;
      }
      const store = await this.#parts.openStore(vault.value);
      if (!store.ok) {
        this.#happened({ event: "stopped", reason: store.refusal });
        return;
      }
      this.#store = store.value;
      this.#profile = vault.value.profile;
      this.#happened({ event: "unlocked" });
      await this.#open();
    });
  }

  /** Closes the client and begins again, so that no key is left in this program's memory. */
  lock(): void {
    this.#leave("lock", async (client) => {
      await client.close();
      this.#parts.reload();
    });
  }

  /** Ends the sign-in and removes what this device kept. */
  signOut(): void {
    this.#leave("sign-out", async (client) => {
      await client.signOut();
      await this.#parts.api.vaultErase();
      this.#parts.reload();
    });
  }

  quit(): void {
    const stage = this.stage.getState();
    if (stage.at !== "ready") {
      this.#run(() => this.#parts.api.closeNow());
      return;
    }
    this.#leave("quit", async (client) => {
      await client.close();
      await this.#parts.api.closeNow();
    });
  }

  /** Removes a vault that cannot be opened any more. What it kept can then never be read again. */
  startAnew(): void {
    this.#run(async () => {
      await this.#parts.api.vaultErase();
      this.#parts.reload();
    });
  }

  tryAgain(): void {
    this.#parts.reload();
  }

  /** Writes the vault, then the profile into its store; the vault first, so that nothing lies there without its key. */
  async #keep(
    passphrase: string,
  ): Promise<Result<void, "unreadable-kept" | "disk" | StoreRefusal>> {
    const profile = await this.#passing?.load();
    if (profile === undefined || !profile.ok || profile.value.profile === null) {
      throw new Error("a passphrase is chosen after signing in");
    }
    const vault = await makeVault();
    const sealed = await sealVault(vault, passphrase, this.#parts.derive);
    const written = await this.#parts.api.vaultWrite(sealed);
    if (!written.ok) return refuse(written.refusal);
    const store = await this.#parts.openStore(vault);
    if (!store.ok) return refuse(store.refusal);
    const committed = await store.value.commit({ profile: profile.value.profile });
    if (!committed.ok) {
      await store.value.close();
      return refuse(committed.refusal);
    }
    this.#store = store.value;
    this.#profile = vault.profile;
    this.#passing = null;
    return accept(undefined);
  }

  async #open(): Promise<void> {
    const { exercise } = this.#require();
    if (this.#store === null || this.#profile === null) throw new Error("no store to open");
    const { api } = this.#parts;
    const directory: DirectorySource = {
      read: () => api.directoryRead(),
      onChange: (listener) => api.onDirectoryChange(listener),
      request: (text) => api.directoryRequest(text),
    };
    const opened = await this.#parts.openClient({
      store: this.#store,
      sessions: this.#parts.sessions,
      storePrefix: `parley-${this.#profile}`,
      directory,
      clock: this.#parts.clock,
      root: exercise.root,
    });
    if (opened.ok) {
      this.#happened({ event: "opened", client: opened.value });
      return;
    }
    if (opened.refusal.reason === "no-profile") this.#happened({ event: "no-profile" });
    else if (opened.refusal.reason === "store")
      this.#happened({ event: "stopped", reason: opened.refusal.refusal });
    else this.#happened({ event: "stopped", reason: opened.refusal.reason });
  }

  #leave(why: Leaving, how: (client: Client) => Promise<void>): void {
    const stage = this.stage.getState();
    if (stage.at !== "ready" || this.#busy) return;
    this.#busy = true;
    this.#happened({ event: "leaving", why });
    this.#run(() => how(stage.client));
  }

  #require(): Held {
    if (this.#held === null) throw new Error("not started");
    return this.#held;
  }

  #happened(event: StageEvent): void {
    this.stage.setState(advance(this.stage.getState(), event), true);
  }

  #run(work: () => Promise<void>): void {
    work().catch((fault: unknown) => {
      this.#parts.onFault(fault);
      this.#happened({ event: "stopped", reason: "unexpected" });
    });
  }
}

import { accept, refuse, type Clock, type Result } from "@parley/base";
import type { Client, ClientParts, enrol } from "@parley/client";
import { ready } from "@parley/crypto";
import { parseRoot } from "@parley/directory";
import type { SessionOpener } from "@parley/session";
import type { Store, StoreRefusal } from "@parley/storage";
import { createStore, type StoreApi } from "zustand/vanilla";
import type {
  DesktopApi,
  Network,
  StartInfo,
  VaultFile,
  VaultWriteRefusal,
} from "../../contract/index.ts";
import type { GivenTicket } from "../features/enrol/index.ts";
import { advance, type Leaving, type Stage, type StageEvent } from "./stage.ts";
import { openTicket, type OpenedTicket, type TicketPlace } from "./ticket.ts";
import { dropTicket, keepTicket, loadedOnce, ticketIn } from "./unspent-ticket.ts";
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
  readonly enrol: typeof enrol;
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
  readonly vault: VaultFile;
  readonly network: Network;
  readonly place: TicketPlace;
}

interface OpenStore {
  readonly store: Store;
  /** Name of its vault. */
  readonly profile: string;
}

/**
 * The way from a started program to a working client and out again. Wishes of the person are methods, where it
 * stands is `stage`.
 *
 * A ticket is spent last: vault and store come first, and the store keeps the ticket until its spending has ended, so that
 * a program which ends at any moment goes on from there.
 */
export class Entry {
  readonly stage: StoreApi<Stage>;
  readonly #parts: EntryParts;
  #held: Held | null = null;
  #info: StartInfo | null = null;
  /** Read, and not spent to the end. */
  #ticket: OpenedTicket | null = null;
  #open: OpenStore | null = null;
  #busy = false;

  constructor(parts: EntryParts) {
    this.#parts = parts;
    this.stage = createStore<Stage>(() => ({ at: "starting" }));
  }

  get info(): StartInfo | null {
    return this.#info;
  }

  /** What the trust root says of the network; null before the start and where there is none. */
  get place(): TicketPlace | null {
    return this.#held?.place ?? null;
  }

  start(): void {
    this.#run(async () => {
      const [info, vault] = await Promise.all([
        this.#parts.api.start(),
        this.#parts.api.vaultRead(),
        ready(),
      ]);
      this.#info = info;
      const { network } = info;
      const root = network === null ? null : parseRoot(network.root);
      if (network !== null && root?.ok === true) {
        this.#held = { vault, network, place: { root: root.value, server: network.server } };
      }
      this.#happened({ event: "started", info, rooted: this.#held !== null, vault });
      // While a person types. Should it not load, opening a session says so.
      if (this.#held !== null) await this.#parts.loadMachine().catch(this.#parts.onFault);
    });
  }

  /** A ticket was chosen, dropped or pasted. */
  giveTicket(given: GivenTicket): void {
    const stage = this.stage.getState();
    if (stage.at !== "ticket" || stage.reading) return;
    this.#happened({ event: "ticket-given" });
    this.#run(() => this.#read(given));
  }

  /** The clipboard may hold the ticket. */
  pasteTicket(): void {
    const stage = this.stage.getState();
    if (stage.at !== "ticket" || stage.reading) return;
    this.#happened({ event: "ticket-given" });
    this.#run(async () => {
      const text = await this.#parts.api.clipboardTicket();
      await this.#read(text === null ? { fault: "clipboard" } : { text });
    });
  }

  /** The ticket names the person's own office. */
  takeTicket(): void {
    if (this.stage.getState().at !== "yours") return;
    const open = this.#open;
    this.#happened({ event: "ticket-taken", vault: open === null ? "none" : "open" });
    if (open !== null) {
      this.#run(async () => {
        const kept = await keepTicket(open.store, this.#requireTicket().text);
        if (kept.ok) await this.#spend(open);
        else this.#happened({ event: "stopped", reason: kept.refusal });
      });
    }
  }

  putTicketAside(): void {
    this.#ticket = null;
    this.#happened({ event: "ticket-put-aside" });
  }

  choosePassphrase(passphrase: string): void {
    const stage = this.stage.getState();
    if (stage.at !== "passphrase" || stage.working) return;
    this.#happened({ event: "passphrase-chosen" });
    this.#run(async () => {
      const made = await this.#makeVault(passphrase, this.#requireTicket().text);
      if (!made.ok) {
        this.#happened({ event: "passphrase-refused", refusal: made.refusal });
        return;
      }
      this.#open = made.value;
      this.#happened({ event: "vault-made" });
      await this.#spend(made.value);
    });
  }

  /** Tries once more to spend the ticket. */
  enrolAgain(): void {
    const stage = this.stage.getState();
    const open = this.#open;
    if (stage.at !== "enrol" || stage.working || open === null) return;
    this.#happened({ event: "enrol-again" });
    this.#run(() => this.#spend(open));
  }

  /** Puts this ticket away for another one. */
  otherTicket(): void {
    const stage = this.stage.getState();
    const open = this.#open;
    if (stage.at !== "enrol" || stage.working || open === null) return;
    this.#run(async () => {
      await this.#giveUp(open);
      this.#happened({ event: "other-ticket" });
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
      await this.#goOn({ store: store.value, profile: vault.value.profile });
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

  async #read(given: GivenTicket): Promise<void> {
    const read = await openTicket(given, this.#require().place, this.#parts.clock.now());
    if (!read.ok) {
      this.#happened({ event: "ticket-refused", fault: read.refusal });
      return;
    }
    this.#ticket = read.value;
    this.#happened({ event: "ticket-read", ticket: read.value.view });
  }

  /** Writes the vault, then the ticket into its store; the vault first, so that nothing lies there without its key. */
  async #makeVault(
    passphrase: string,
    ticket: string,
  ): Promise<Result<OpenStore, VaultWriteRefusal | StoreRefusal>> {
    const vault = await makeVault();
    const sealed = await sealVault(vault, passphrase, this.#parts.derive);
    const written = await this.#parts.api.vaultWrite(sealed);
    if (!written.ok) return refuse(written.refusal);
    const store = await this.#parts.openStore(vault);
    if (!store.ok) return refuse(store.refusal);
    const kept = await keepTicket(store.value, ticket);
    if (kept.ok) return accept({ store: store.value, profile: vault.profile });
    await store.value.close();
    return refuse(kept.refusal);
  }

  /** Signs in with the ticket; the same again where the program ended in the middle of it. */
  async #spend(open: OpenStore): Promise<void> {
    const { network } = this.#require();
    const enrolled = await this.#parts.enrol(
      {
        store: open.store,
        sessions: this.#parts.sessions,
        clock: this.#parts.clock,
        root: network.root,
        homeserver: network.homeserver,
        server: network.server,
      },
      this.#requireTicket().text,
    );
    if (!enrolled.ok) {
      const { refusal } = enrolled;
      if (refusal.reason !== "ticket" && refusal.reason !== "used") {
        this.#happened({ event: "enrol-hindered", problem: refusal });
        return;
      }
      await this.#giveUp(open);
      const fault = refusal.reason === "used" ? "used" : refusal.refusal;
      this.#happened({ event: "enrol-refused", fault });
      return;
    }
    // Where it cannot be taken out of the store now, the next start spends it again, which changes nothing.
    await dropTicket(open.store);
    this.#ticket = null;
    this.#happened({ event: "enrolled" });
    await this.#openClient(open);
  }

  /** Makes room for another ticket: a store that an account was written into belongs to that account, and goes. */
  async #giveUp({ store }: OpenStore): Promise<void> {
    this.#ticket = null;
    const loaded = await store.load();
    if (loaded.ok && loaded.value.profile === null) {
      await dropTicket(store);
      return;
    }
    this.#open = null;
    await store.erase();
    await this.#parts.api.vaultErase();
  }

  /** On from an opened store: with the ticket that it keeps, or as the device that it is of. */
  async #goOn(open: OpenStore): Promise<void> {
    const loaded = await open.store.load();
    if (!loaded.ok) {
      this.#happened({ event: "stopped", reason: loaded.refusal });
      return;
    }
    const kept = ticketIn(loaded.value);
    const { place } = this.#require();
    // As of when it was kept: whether its time has passed is for the spending to find out.
    const read = kept === null ? null : await openTicket({ text: kept }, place, 0);
    if (read?.ok === true) {
      this.#open = open;
      this.#ticket = read.value;
      this.#happened({ event: "unlocked", unspent: read.value.view });
      await this.#spend(open);
      return;
    }
    this.#open = { ...open, store: loadedOnce(open.store, loaded.value) };
    this.#happened({ event: "unlocked", unspent: null });
    await this.#openClient(this.#open);
  }

  async #openClient(open: OpenStore): Promise<void> {
    const { network } = this.#require();
    const opened = await this.#parts.openClient({
      store: open.store,
      sessions: this.#parts.sessions,
      storePrefix: `parley-${open.profile}`,
      clock: this.#parts.clock,
      root: network.root,
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

  #requireTicket(): OpenedTicket {
    if (this.#ticket === null) throw new Error("there is no ticket");
    return this.#ticket;
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

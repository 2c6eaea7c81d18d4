import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ActHash, RoomId } from "@parley/base";
import { startHomeserver, type Account, type Homeserver } from "@parley/homeserver";
import type { ServiceOptions } from "@parley/secretariat";
import { DatabaseEdits } from "../harness/database-edits.ts";
import { ExerciseDirectory } from "../harness/exercise-directory.ts";
import { startHostileProxy, type HostileProxy } from "../harness/hostile-proxy.ts";
import type { LineNetwork, TicketHolder } from "../harness/line-network.ts";
import type { Newcomer } from "../harness/newcomer.ts";
import type { notification, Office } from "../harness/office.ts";
import { Operator } from "../harness/operator.ts";
import type { ServiceStage } from "../service/stage.ts";
import { compose, type Cast, type Defence } from "./defence.ts";

/** One homeserver for many attacks, each with accounts and a directory of its own. */
export class Theatre {
  #server: Homeserver;
  readonly #dir: string;

  private constructor(server: Homeserver, dir: string) {
    this.#server = server;
    this.#dir = dir;
  }

  static async open(): Promise<Theatre> {
    const dir = mkdtempSync(path.join(tmpdir(), "parley-hostile-"));
    return new Theatre(await startHomeserver({ dir, exercise: true }), dir);
  }

  /** A new stage, for the product as it is or without a defence. */
  async stage(without: Defence | null): Promise<Stage> {
    const edited = (edit: (edits: DatabaseEdits) => void): Promise<void> => this.#edited(edit);
    const directory = await ExerciseDirectory.make();
    return new Stage(this.#server, directory, await compose(without), edited);
  }

  /** Stops the homeserver, edits its database, and starts it again at the same address. */
  async #edited(edit: (edits: DatabaseEdits) => void): Promise<void> {
    await this.#server.stop();
    try {
      DatabaseEdits.make(this.#server.database, edit);
    } finally {
      this.#server = await startHomeserver({ dir: this.#dir, exercise: true });
    }
  }

  async close(): Promise<void> {
    await this.#server.stop();
    rmSync(this.#dir, { recursive: true, force: true });
  }
}

/** An office and the line to the homeserver that is its own, and the attacker's. */
export interface Seat {
  readonly office: Office;
  readonly line: HostileProxy;
}

/** A machine that opens a ticket, and its line to the homeserver. */
export interface Arrival {
  readonly newcomer: Newcomer;
  readonly line: HostileProxy;
}

/** A service that says over its lines whatever an attack wants it to. */
export interface FalseService {
  readonly network: LineNetwork;
  /** The first office of a State, from its ticket to verified. */
  readonly holder: (state: string) => Promise<TicketHolder>;
}

/** Where one attack is played: a homeserver in other hands, a directory, offices that each have a line of their own. */
export class Stage {
  readonly server: Homeserver;
  readonly directory: ExerciseDirectory;
  /** Stops the homeserver, has its database edited, and starts it again; its lines stay. */
  readonly edited: (edit: (edits: DatabaseEdits) => void) => Promise<void>;
  /** What one office tells another first. */
  readonly notification: typeof notification;
  /** How long a claim may wait for what has to come, in ms. */
  patience = 60_000;
  readonly #cast: Cast;
  readonly #offices: Office[] = [];
  readonly #lines: HostileProxy[] = [];
  readonly #after: (() => Promise<void>)[] = [];
  #made = 0;

  constructor(
    server: Homeserver,
    directory: ExerciseDirectory,
    cast: Cast,
    edited: Stage["edited"],
  ) {
    this.server = server;
    this.directory = directory;
    this.edited = edited;
    this.notification = cast.notification;
    this.#cast = cast;
  }

  /** Waits until something holds. */
  until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
    return this.#cast.until(what, holds, this.patience);
  }

  /** Whoever operates the homeserver. */
  operator(): Promise<Operator> {
    return Operator.of(this.server);
  }

  /** A line to the homeserver that is the attacker's; it ends with the attack. */
  async line(): Promise<HostileProxy> {
    const line = await startHostileProxy(this.server.baseUrl);
    this.#lines.push(line);
    return line;
  }

  /**
   * An office whose device is signed in on a line of its own; neither open nor listed.
   *
   * @param directory what it is offered, where that is not what all are.
   */
  async signedIn(
    state: string,
    account?: Account,
    directory: ExerciseDirectory = this.directory,
  ): Promise<Seat> {
    const line = await this.line();
    const of = account ?? (await this.server.createAccount());
    const rec = `${state.toLowerCase()}-tech-${++this.#made}`;
    const office = new this.#cast.Office(line.baseUrl, directory, of, rec, state);
    this.#offices.push(office);
    await office.signIn();
    return { office, line };
  }

  /**
   * A machine for a ticket, on a line of its own.
   *
   * @param root text of the one that its build is bound to
   */
  async newcomer(root: string = this.directory.root.text): Promise<Arrival> {
    const line = await this.line();
    const { Newcomer } = await this.#cast.newcomers();
    const newcomer = new Newcomer({
      homeserver: line.baseUrl,
      server: this.server.serverName,
      root,
    });
    this.after(() => newcomer.close());
    return { newcomer, line };
  }

  /** The officers' side of the product, and the service. */
  secretariat(): ReturnType<Cast["secretariat"]> {
    return this.#cast.secretariat();
  }

  /** The Secretariat's service on this homeserver, listed and serving, with officers and a directory of its own. */
  async service(more: Partial<ServiceOptions> = {}): Promise<ServiceStage> {
    const { ServiceStage: Stages } = await this.#cast.service();
    const service = await Stages.set({ server: this.server });
    this.after(async () => {
      await service.close();
      rmSync(service.dir, { recursive: true, force: true });
    });
    await service.serve(more);
    return service;
  }

  /** A service in other hands: listed, with one officer, and whoever comes to it with a ticket. */
  async falseService(): Promise<FalseService> {
    const { LineNetwork: Networks, TicketHolder: Holders } = await this.#cast.lines();
    const network = await Networks.start(this.server);
    this.after(() => network.closeDesk());
    return {
      network,
      holder: async (state) => {
        const rec = `${state.toLowerCase()}-tech-${++this.#made}`;
        const holder = new Holders(network, await network.ticket(rec, state));
        this.after(() => holder.close());
        await holder.listed();
        return holder;
      },
    };
  }

  /** An office whose device is listed. */
  async listed(state: string, directory?: ExerciseDirectory): Promise<Seat> {
    const seat = await this.signedIn(state, undefined, directory);
    await seat.office.admitted();
    return seat;
  }

  /** Alfa and Bravo, listed, who know each other. */
  async two(): Promise<{ readonly alfa: Seat; readonly bravo: Seat }> {
    const alfa = await this.listed("XA");
    const bravo = await this.listed("XB");
    await this.until("Alfa to know Bravo", () => knows(alfa.office, bravo.office));
    return { alfa, bravo };
  }

  /** Alfa has opened a consultation with Bravo, and the notification is there and graded. */
  async opened(): Promise<Opened> {
    const { alfa, bravo } = await this.two();
    await this.open(alfa.office, bravo.office);
    const { consultation } = bravo.office;
    return {
      alfa,
      bravo,
      channel: consultation.id as ActHash,
      room: consultation.room as RoomId,
    };
  }

  /** One office opens a consultation with another, and waits until it is delivered. */
  async open(from: Office, to: Office): Promise<void> {
    const sent = await from.client.signAndSend(this.notification(to));
    if (!sent.ok) throw new Error(`not signed: ${JSON.stringify(sent.refusal)}`);
    await this.until("the notification", () => to.client.snapshot().consultations.length > 0);
    await this.until("its grade", () => from.consultation.headline === "delivered");
  }

  /** Done when the attack is over, last first. */
  after(end: () => Promise<void>): void {
    this.#after.unshift(end);
  }

  async close(): Promise<void> {
    for (const line of this.#lines) line.set(() => "pass");
    for (const end of this.#after) await end();
    for (const office of this.#offices) await office.close();
    for (const line of this.#lines) await line.stop();
  }
}

export interface Opened {
  readonly alfa: Seat;
  readonly bravo: Seat;
  readonly channel: ActHash;
  readonly room: RoomId;
}

function knows(one: Office, other: Office): boolean {
  return one.client.snapshot().offices.some(({ rec }) => rec === other.rec);
}

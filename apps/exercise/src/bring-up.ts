import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Instant } from "@parley/base";
import { ready } from "@parley/crypto";
import { startHomeserver, type Homeserver } from "@parley/homeserver";
import { writeAtomically } from "./atomic-file.ts";
import { writeNetworkFile, type NetworkFile } from "./network-file.ts";
import type { Office } from "./office.ts";
import { Officers } from "./officers.ts";
import type { Place } from "./place.ts";
import { copyDatabase } from "./saw/cells.ts";
import { serviceHere } from "./service-here.ts";
import type { Service, ServiceStart } from "./service.ts";

/** An exercise without windows: homeserver, officers, their service, and a place for every office. */
export interface Exercise {
  readonly homeserver: Homeserver;
  readonly officers: Officers;
  readonly service: Service;
  readonly places: readonly Place[];
  /** SQLite file: what the homeserver held before anybody had an account. */
  readonly emptyDatabase: string;
  /** From here on the officers answer this office, or all; done by `bringUp` unless it was told to wait. */
  openDesk(place?: Place): Promise<void>;
  /** Makes one more place, for an office that comes later. */
  addPlace(office: Office): Promise<Place>;
  /** Kills the homeserver and starts it again on the same port with what it had answered. */
  restartHomeserver(): Promise<void>;
  /** Ends service and homeserver in order; the folder stays. */
  close(): Promise<void>;
}

export interface BringUpOptions {
  /** Folder of the whole exercise; new. */
  readonly dir: string;
  readonly offices: readonly Office[];
  readonly now: () => Instant;
  /** The officers do not answer before `openDesk`. */
  readonly deskClosed?: boolean;
  /** How the service is started; in this process if absent. */
  readonly startService?: ServiceStart;
}

export async function bringUp(options: BringUpOptions): Promise<Exercise> {
  const { now, deskClosed = false, startService = serviceHere } = options;
  const dir = path.resolve(options.dir);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  await ready();
  const start = (): Promise<Homeserver> =>
    startHomeserver({ dir: path.join(dir, "homeserver"), exercise: true });
  let homeserver = await start();
  const places: Place[] = [];
  try {
    const emptyDatabase = path.join(dir, "empty.db");
    copyDatabase(homeserver.database, emptyDatabase);
    const officers = new Officers({ now, closed: deskClosed });
    const network: NetworkFile = {
      homeserver: homeserver.baseUrl,
      server: homeserver.serverName,
      root: officers.root,
    };
    const account = await homeserver.createAccount();
    const service = await startService({ dir: path.join(dir, "service"), network, account });
    const addPlace = async (office: Office): Promise<Place> => {
      const place = await makePlace(dir, office, network, { homeserver, officers });
      places.push(place);
      return place;
    };
    try {
      await officers.employ(service.desk);
      for (const office of options.offices) await addPlace(office);
    } catch (error) {
      await service.stop();
      throw error;
    }
    return {
      get homeserver() {
        return homeserver;
      },
      officers,
      service,
      places,
      emptyDatabase,
      openDesk: (place) => officers.open(place?.office.id ?? null),
      addPlace,
      restartHomeserver: async () => {
        await homeserver.kill();
        homeserver = await start();
      },
      close: async () => {
        await service.stop();
        await homeserver.stop();
      },
    };
  } catch (error) {
    await homeserver.kill();
    throw error;
  }
}

/** An account and a ticket for an office, and where its client finds them. */
async function makePlace(
  dir: string,
  office: Office,
  network: NetworkFile,
  { homeserver, officers }: { readonly homeserver: Homeserver; readonly officers: Officers },
): Promise<Place> {
  const account = await homeserver.createAccount();
  const file = (ending: string): string => path.join(dir, `${office.id}.${ending}`);
  const place: Place = {
    office,
    user: account.user,
    ticketFile: file("parley-ticket"),
    networkFile: file("network.json"),
    profile: file("profile"),
  };
  writeNetworkFile(place.networkFile, network);
  writeAtomically(place.ticketFile, await officers.invite(office, account));
  return place;
}

import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Instant, UserId } from "@parley/base";
import { ready } from "@parley/crypto";
import { startHomeserver, type Account, type Homeserver } from "@parley/homeserver";
import { writeExerciseFile } from "./exercise-file.ts";
import { ListingDesk, type DeskNews } from "./listing-desk.ts";
import type { Office } from "./office.ts";
import { copyDatabase } from "./saw/cells.ts";

/** What the client of one office is started with. */
export interface Place {
  readonly office: Office;
  readonly user: UserId;
  /** Absolute path of the listing request. */
  readonly request: string;
  /** Absolute path of the file for `--exercise`. */
  readonly exerciseFile: string;
  /** Absolute folder for `--profile`. */
  readonly profile: string;
}

/** An exercise without windows: homeserver, officer, and a place for every office. */
export interface Exercise {
  readonly homeserver: Homeserver;
  readonly desk: ListingDesk;
  readonly places: readonly Place[];
  /** SQLite file: what the homeserver held before anybody had an account. */
  readonly emptyDatabase: string;
  /** From here on the officer answers listing requests; done by `bringUp` unless it was told to wait. */
  openDesk(): void;
  /** Makes one more place, for an office that comes later. */
  addPlace(office: Office): Promise<Place>;
  /** Kills the homeserver and starts it again on the same port with what it had answered. */
  restartHomeserver(): Promise<void>;
  /** Ends officer and homeserver in order; the folder stays. */
  close(): Promise<void>;
}

export interface BringUpOptions {
  /** Folder of the whole exercise; new. */
  readonly dir: string;
  readonly offices: readonly Office[];
  readonly now: () => Instant;
  readonly tell?: (news: DeskNews) => void;
  /** The officer does not answer before `openDesk`. */
  readonly deskClosed?: boolean;
}

export async function bringUp(options: BringUpOptions): Promise<Exercise> {
  const dir = path.resolve(options.dir);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  await ready();
  const start = (): Promise<Homeserver> =>
    startHomeserver({ dir: path.join(dir, "homeserver"), exercise: true });
  let homeserver = await start();
  const emptyDatabase = path.join(dir, "empty.db");
  copyDatabase(homeserver.database, emptyDatabase);
  const desk = new ListingDesk({
    dir,
    now: options.now,
    ...(options.tell === undefined ? {} : { tell: options.tell }),
  });
  const places: Place[] = [];
  let open = options.deskClosed !== true;
  const addPlace = async (office: Office): Promise<Place> => {
    const account = await homeserver.createAccount();
    const place = makePlace(dir, office, account, homeserver.baseUrl, desk);
    places.push(place);
    if (open) desk.serve(place);
    return place;
  };
  try {
    for (const office of options.offices) await addPlace(office);
  } catch (error) {
    desk.close();
    await homeserver.kill();
    throw error;
  }
  return {
    get homeserver() {
      return homeserver;
    },
    desk,
    places,
    emptyDatabase,
    addPlace,
    openDesk: () => {
      if (open) return;
      open = true;
      for (const place of places) desk.serve(place);
    },
    restartHomeserver: async () => {
      await homeserver.kill();
      homeserver = await start();
    },
    close: async () => {
      desk.close();
      await homeserver.stop();
    },
  };
}

function makePlace(
  dir: string,
  office: Office,
  account: Account,
  homeserver: string,
  desk: ListingDesk,
): Place {
  const { user, password } = account;
  const request = path.join(dir, `${office.id}.request`);
  const exerciseFile = path.join(dir, `${office.id}.json`);
  writeExerciseFile(exerciseFile, {
    homeserver,
    root: desk.root,
    account: user,
    password,
    request,
    log: desk.logFile,
  });
  return { office, user, request, exerciseFile, profile: path.join(dir, `${office.id}.profile`) };
}

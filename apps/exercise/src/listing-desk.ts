import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Instant, RecordId, UserId } from "@parley/base";
import { writeAtomically } from "./atomic-file.ts";
import type { Office } from "./office.ts";
import { Officer, type AdmissionRefusal } from "./officer.ts";

/** An office together with the account that it was given and the file where its client asks to be listed. */
export interface Seat {
  readonly office: Office;
  readonly user: UserId;
  /** Absolute path. */
  readonly request: string;
}

/** What the desk tells about a seat. */
export type DeskNews =
  | { readonly kind: "listed"; readonly office: RecordId }
  | { readonly kind: "refused"; readonly office: RecordId; readonly reason: AdmissionRefusal };

export interface ListingDeskOptions {
  /** Where the officer's keys, the log and the root are kept from start to start. */
  readonly dir: string;
  readonly now: () => Instant;
  readonly tell?: (news: DeskNews) => void;
}

const POLL = 200;

/**
 * The officer at work: looks for listing requests in files and publishes the log as a file. A file system is
 * the only line between the clients and the officer in an exercise.
 */
export class ListingDesk {
  /** Absolute path of the log that every client reads. */
  readonly logFile: string;
  readonly #officer: Officer;
  readonly #keep: string;
  readonly #tell: (news: DeskNews) => void;
  readonly #seats: Seat[] = [];
  /** Request that was last looked at, by office: a refused one is told once. */
  readonly #seen = new Map<RecordId, string>();
  #timer: NodeJS.Timeout | null = null;

  constructor({ dir, now, tell }: ListingDeskOptions) {
    this.#keep = path.resolve(dir, "officer.json");
    this.logFile = path.resolve(dir, "directory.log");
    this.#tell = tell ?? (() => {});
    this.#officer = existsSync(this.#keep)
      ? Officer.resume(readFileSync(this.#keep, "utf8"), now)
      : Officer.make(now);
    this.#publish();
  }

  get root(): string {
    return this.#officer.root;
  }

  /** From here on the seat's requests are answered. */
  serve(seat: Seat): void {
    this.#seats.push(seat);
    this.#timer ??= setInterval(() => this.look(), POLL);
  }

  /** Looks at every request file now. */
  look(): void {
    for (const seat of this.#seats) this.#lookAt(seat);
  }

  /** Takes the devices of an office out of the log, and publishes that. */
  disable(office: RecordId): void {
    const done = this.#officer.disable(office);
    if (!done.ok) throw new Error(`${office} could not be disabled: ${done.refusal}`);
    this.#publish();
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #lookAt({ office, user, request }: Seat): void {
    const text = readIfThere(request);
    if (text === null || this.#seen.get(office.id) === text) return;
    this.#seen.set(office.id, text);
    const answer = this.#officer.admit(office, user, text);
    if (!answer.ok) {
      this.#tell({ kind: "refused", office: office.id, reason: answer.refusal });
    } else if (answer.value === "listed") {
      this.#publish();
      this.#tell({ kind: "listed", office: office.id });
    }
  }

  /** Kept before it is published: a log that clients have seen is never shorter after a crash. */
  #publish(): void {
    writeAtomically(this.#keep, this.#officer.keep());
    writeAtomically(this.logFile, this.#officer.log.text);
  }
}

/** Null while the client has not asked. */
function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

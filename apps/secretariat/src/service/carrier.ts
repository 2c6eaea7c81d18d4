import type { RecordId, RoomId, UserId } from "@parley/base";
import type { LineDesk, LineView } from "@parley/client";
import { logMessages, type Log, type ServiceMessage } from "@parley/directory";
import type { WrittenRow } from "./rows.ts";

/** How long something is waited for that should leave before what comes next, in ms. */
const LAST_WORD = 5_000;
/** How long a refused write waits until it is tried again, in ms. */
const WRITE_AGAIN = 5_000;

export interface ListedLine extends LineView {
  readonly rec: RecordId;
}

/** What goes out over lines: to listed accounts, and to nobody else. */
export class Carrier {
  readonly #desk: LineDesk;
  readonly #later: (ms: number, call: () => void) => void;

  /** @param later a timer of the service, which ends with it */
  constructor(desk: LineDesk, later: (ms: number, call: () => void) => void) {
    this.#desk = desk;
    this.#later = later;
  }

  get desk(): LineDesk {
    return this.#desk;
  }

  /**
   * Lines of accounts whose record has a listed device. Of several of one account those that are open, else the newest: an
   * account that has lost its stores made another one.
   */
  lines(): readonly ListedLine[] {
    const { lines, log } = this.#desk.snapshot();
    const ofUser = new Map<UserId, readonly ListedLine[]>();
    for (const line of lines) {
      const record = log.recordByUser(line.user);
      if (record === null || record.devices.length === 0) continue;
      ofUser.set(line.user, [...(ofUser.get(line.user) ?? []), { ...line, rec: record.id }]);
    }
    return [...ofUser.values()].flatMap((some) => {
      const open = some.filter((line) => line.open);
      return open.length > 0 ? open : some.slice(-1);
    });
  }

  async toAll(messages: readonly ServiceMessage[], but?: RoomId): Promise<void> {
    for (const { room } of this.lines()) if (room !== but) await this.to(room, messages);
  }

  async toRecords(recs: readonly RecordId[], messages: readonly ServiceMessage[]): Promise<void> {
    for (const { room, rec } of this.lines()) if (recs.includes(rec)) await this.to(room, messages);
  }

  async to(room: RoomId, messages: readonly ServiceMessage[]): Promise<void> {
    for (const message of messages) await this.#desk.send(room, message);
  }

  /** Says something that should have left before what comes next, and waits for that, but not for long. */
  async toBefore(rooms: readonly RoomId[], messages: readonly ServiceMessage[]): Promise<void> {
    if (rooms.length === 0) return;
    for (const room of rooms) await this.to(room, messages);
    const desk = this.#desk;
    const waits = (): boolean =>
      desk.snapshot().lines.some(({ room, queued }) => queued > 0 && rooms.includes(room));
    await new Promise<void>((resolve) => {
      const stop = desk.subscribe(() => {
        if (!waits()) resolve();
      });
      this.#later(LAST_WORD, () => {
        stop();
        resolve();
      });
      if (!waits()) resolve();
    });
  }

  /** Writes rows; while the disk takes nothing, waits. What rests on them comes after, or with the next start. */
  async keep(
    rows: readonly WrittenRow[],
    gone: readonly { readonly kind: string; readonly id: string }[] = [],
  ): Promise<void> {
    while (!(await this.#desk.keep(rows, gone)))
      await new Promise<void>((resolve) => this.#later(WRITE_AGAIN, resolve));
  }
}

/** The entries from a number on, as they travel. */
export function entriesFrom(log: Log, from: number): readonly ServiceMessage[] {
  const lines = log.text.split("\n").slice(from - 1, log.head.n);
  return lines.length === 0 ? [] : logMessages(from, lines);
}

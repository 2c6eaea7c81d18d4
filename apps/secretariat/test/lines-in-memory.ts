import { accept, refuse, type RecordId, type RoomId, type UserId } from "@parley/base";
import type { LineDesk, LineView } from "@parley/client";
import {
  keyIdOf,
  readLog,
  type DeviceOfRecord,
  type Log,
  type ServiceMessage,
} from "@parley/directory";
import { requestOf, type Machine } from "./secretariat.ts";

/** One thing that was said over a line. */
export interface SaidOnLine {
  readonly user: UserId;
  readonly message: ServiceMessage;
}

/** The service's end of lines that lead nowhere: rows and what was said are there to be looked at. */
export class LinesInMemory implements LineDesk {
  readonly said: SaidOnLine[] = [];
  /** Whether the disk takes anything. */
  takes = true;
  readonly #machine: Machine;
  #log: Log;
  readonly #lines: { readonly room: RoomId; readonly user: UserId; open: boolean }[] = [];
  readonly #rows = new Map<string, { readonly kind: string; readonly id: string; text: string }>();

  constructor(machine: Machine, log: Log) {
    this.#machine = machine;
    this.#log = log;
  }

  /** A line with this account. */
  join(user: UserId, open = true): LineView {
    const room = `!line${this.#lines.length}:parley.test` as RoomId;
    this.#lines.push({ room, user, open });
    return this.lineOf(user);
  }

  /** The newest line of an account. */
  lineOf(user: UserId): LineView {
    const line = this.snapshot().lines.findLast((one) => one.user === user);
    if (line === undefined) throw new Error(`${user} has no line`);
    return line;
  }

  /** What was said to an account, oldest first; from then on it counts as heard. */
  hear(user: UserId): readonly ServiceMessage[] {
    const heard = this.said.filter((one) => one.user === user).map(({ message }) => message);
    this.said.splice(0, Infinity, ...this.said.filter((one) => one.user !== user));
    return heard;
  }

  snapshot(): ReturnType<LineDesk["snapshot"]> {
    const log = this.#log;
    return {
      link: { state: "connected", since: 0 },
      listing: "listed",
      lines: this.#lines.map((line) => ({
        ...line,
        rec: log.recordByUser(line.user)?.id ?? null,
        queued: 0,
      })),
      log,
      refusedInvitations: 0,
      leftRooms: 0,
    };
  }

  subscribe(): () => void {
    return () => undefined;
  }

  listingRequest(): string {
    return requestOf(this.#machine, "service");
  }

  takeUp(text: string): ReturnType<LineDesk["takeUp"]> {
    const { head, root, text: held } = this.#log;
    if (!text.startsWith(held))
      return Promise.resolve(refuse({ reason: "forked", line: head.n } as const));
    const read = readLog(root, text, this.#log);
    if (!read.ok) return Promise.resolve(read);
    this.#log = read.value;
    return Promise.resolve(accept(read.value));
  }

  send(room: RoomId, message: ServiceMessage): Promise<void> {
    const line = this.#lines.find((one) => one.room === room);
    if (line !== undefined) this.said.push({ user: line.user, message });
    return Promise.resolve();
  }

  async sendTo(_to: string, message: ServiceMessage): Promise<void> {
    for (const { room } of this.#lines) await this.send(room, message);
  }

  kept(kind: string): readonly { readonly id: string; readonly text: string }[] {
    return [...this.#rows.values()].filter((row) => row.kind === kind);
  }

  keep(
    rows: Parameters<LineDesk["keep"]>[0],
    gone: NonNullable<Parameters<LineDesk["keep"]>[1]> = [],
  ): Promise<boolean> {
    if (!this.takes) return Promise.resolve(false);
    for (const { kind, id } of gone) this.#rows.delete(`${kind} ${id}`);
    for (const row of rows) this.#rows.set(`${row.kind} ${row.id}`, row);
    return Promise.resolve(true);
  }

  retryNow(): void {
    return undefined;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** A machine as whom the log has at the other end of a line. */
export function listedAs(log: Log, rec: RecordId, { act, device }: Machine): DeviceOfRecord {
  const record = log.recordOf(rec);
  if (record === null) throw new Error(`${rec} is not listed`);
  return { record, device, key: keyIdOf(act.publicKey) };
}

import type { RecordId, Result, RoomId, StateCode, UserId } from "@parley/base";
import type {
  DeviceOfRecord,
  Log,
  OfferRefusal,
  PocMessage,
  ServiceMessage,
} from "@parley/directory";
import type { Link } from "@parley/session";

/** One line, as the service's end sees it. */
export interface LineView {
  readonly room: RoomId;
  /** Account at the other end. */
  readonly user: UserId;
  /** Record of that account; null before admission. */
  readonly rec: RecordId | null;
  /** What is queued may leave now. */
  readonly open: boolean;
  readonly queued: number;
}

export interface LineDeskSnapshot {
  readonly link: Link;
  /** How the service's own device stands in the directory. */
  readonly listing: "waiting" | "listed" | "disabled";
  readonly lines: readonly LineView[];
  readonly log: Log;
  /** Invitations of this start that were turned down. */
  readonly refusedInvitations: number;
  /** Rooms of this start that were left because others were in them. */
  readonly leftRooms: number;
}

/** What the service does with what comes over its lines. */
export interface LineHandler {
  /** Whether this account has an open ticket or is listed. */
  readonly mayJoin: (user: UserId) => boolean;
  /**
   * Called once for each message, and again where the process ended before it returned: so it does the same twice.
   * `from` is null only for `enrol`, which proves itself.
   */
  readonly message: (
    line: LineView,
    from: DeviceOfRecord | null,
    message: PocMessage,
  ) => Promise<void>;
}

/** The service's end of all its lines. */
export interface LineDesk {
  snapshot(): LineDeskSnapshot;
  subscribe(listener: () => void): () => void;
  /** What the officers admit the service's own device with. */
  listingRequest(): string;
  /** Takes up a longer log. Null: the disk takes nothing, and nothing of it counts. */
  takeUp(logText: string): Promise<Result<Log, OfferRefusal> | null>;
  /** Queues durably; leaves when the gate lets it. */
  send(room: RoomId, message: ServiceMessage): Promise<void>;
  /** To every line of a State, or to all. */
  sendTo(to: StateCode | "all", message: ServiceMessage): Promise<void>;
  /** Sealed rows of the service's own. */
  kept(kind: string): readonly { readonly id: string; readonly text: string }[];
  keep(
    rows: readonly { readonly kind: string; readonly id: string; readonly text: string }[],
    gone?: readonly { readonly kind: string; readonly id: string }[],
  ): Promise<boolean>;
  retryNow(): void;
  close(): Promise<void>;
}

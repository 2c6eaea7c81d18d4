import { accept, parseRoomId, refuse, type Result, type RoomId, type UserId } from "@parley/base";
import type { MatrixClient } from "matrix-js-sdk/lib/client.js";
import { Method } from "matrix-js-sdk/lib/http-api/index.js";
import { FIXED_SETTINGS } from "./fixed-settings.ts";
import type { RequestRefusal, RoomSettings } from "./port.ts";
import { requestRefusal } from "./refusal.ts";
import { failureOf } from "./sdk-failure.ts";

const NEW_ROOM = {
  preset: "private_chat",
  visibility: "private",
  room_version: FIXED_SETTINGS.version,
  initial_state: [
    {
      type: "m.room.encryption",
      state_key: "",
      content: { algorithm: FIXED_SETTINGS.algorithm },
    },
    {
      type: "m.room.history_visibility",
      state_key: "",
      content: { history_visibility: FIXED_SETTINGS.historyVisibility },
    },
  ],
};

/**
 * Rooms by plain requests: the SDK's own `invite` hands past keys over when the server lies about visibility, and
 * its `joinRoom` imports keys that the inviter offers (ROOM-1).
 */
export class Rooms {
  private readonly client: MatrixClient;

  constructor(client: MatrixClient) {
    this.client = client;
  }

  async create(): Promise<
    Result<{ readonly room: RoomId; readonly settings: RoomSettings }, RequestRefusal>
  > {
    const answer = await this.post<{ readonly room_id?: unknown }>("/createRoom", NEW_ROOM);
    if (!answer.ok) return answer;
    const room = parseRoomId(answer.value.room_id);
    // What is no room id is no word of the homeserver.
    return room === null ? refuse({ reason: "away" }) : accept({ room, settings: FIXED_SETTINGS });
  }

  async invite(room: RoomId, user: UserId): Promise<Result<void, RequestRefusal>> {
    // The server refuses to invite someone who is in; that is what was wished for.
    if (this.isIn(room, user)) return accept(undefined);
    const answer = await this.post(pathOf(room, "invite"), { user_id: user });
    return answer.ok || this.isIn(room, user) ? accept(undefined) : answer;
  }

  async join(room: RoomId): Promise<Result<void, RequestRefusal>> {
    return done(await this.post(pathOf(room, "join"), {}));
  }

  async leave(room: RoomId): Promise<Result<void, RequestRefusal>> {
    return done(await this.post(pathOf(room, "leave"), {}));
  }

  private isIn(room: RoomId, user: UserId): boolean {
    const membership = this.client.getRoom(room)?.getMember(user)?.membership;
    return membership === "join" || membership === "invite";
  }

  private async post<T>(path: string, body: object): Promise<Result<T, RequestRefusal>> {
    try {
      return accept(await this.client.http.authedRequest<T>(Method.Post, path, {}, body));
    } catch (error) {
      const refusal = requestRefusal(failureOf(error));
      return refuse(
        refusal.reason === "too-large" ? { reason: "refused", detail: "too large" } : refusal,
      );
    }
  }
}

function pathOf(room: RoomId, action: "invite" | "join" | "leave"): string {
  return `/rooms/${encodeURIComponent(room)}/${action}`;
}

function done(answer: Result<unknown, RequestRefusal>): Result<void, RequestRefusal> {
  return answer.ok ? accept(undefined) : answer;
}

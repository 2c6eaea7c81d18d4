import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startHomeserver, type Homeserver } from "@parley/homeserver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { joinForeignAccount } from "./foreign-account.ts";
import { plainRoom, plainSignIn, roomPath } from "./plain-requests.ts";

const dir = mkdtempSync(path.join(tmpdir(), "parley-foreign-"));
let server: Homeserver;

beforeAll(async () => {
  server = await startHomeserver({ dir, exercise: true });
});

afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe("an operator joins an account behind the clients' backs", () => {
  it("brings a new account and a known one into a room with the product's settings", async () => {
    const alfa = await plainSignIn(server, await server.createAccount());
    const room = await plainRoom(alfa);

    const stranger = await joinForeignAccount(server, room);
    const known = await server.createAccount();
    await joinForeignAccount(server, room, known);

    const { body } = await alfa.ask("GET", roomPath(room, "joined_members"));
    expect(Object.keys(body["joined"] as object).sort()).toEqual(
      [alfa.account.user, stranger.user, known.user].sort(),
    );
    const devices = await alfa.ask("POST", "/_matrix/client/v3/keys/query", {
      device_keys: { [stranger.user]: [] },
    });
    expect(devices.body["device_keys"]).toEqual({ [stranger.user]: {} });
  });
});

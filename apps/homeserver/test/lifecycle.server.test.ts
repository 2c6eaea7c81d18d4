import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { HomeserverFailure, startHomeserver, type Homeserver } from "@parley/homeserver";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plainRoom, plainSignIn, roomPath } from "../../../test/harness/plain-requests.ts";

let dir: string;
let running: Homeserver | undefined;

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "parley-lifecycle-"));
});

afterEach(async () => {
  await running?.kill();
  running = undefined;
  rmSync(dir, { recursive: true, force: true });
});

async function start(): Promise<Homeserver> {
  running = await startHomeserver({ dir, exercise: true });
  return running;
}

/** Command lines of all processes that mention this test's folder. */
async function processesOfFolder(): Promise<readonly string[]> {
  const listing = spawn("ps", ["-eo", "args", "ww"], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  for await (const part of listing.stdout) text += String(part);
  return text.split("\n").filter((line) => line.includes(`${dir}/`));
}

describe("a homeserver's life", () => {
  it("[SERVER-17] stops cleanly, leaves no process, and starts again with its port and data", async () => {
    const first = await start();
    expect(await processesOfFolder()).toHaveLength(1);
    const account = await first.createAccount();
    const client = await plainSignIn(first, account);
    const room = await plainRoom(client);
    await first.stop();
    expect(await processesOfFolder()).toEqual([]);
    await expect(fetch(first.baseUrl)).rejects.toThrow();

    const second = await start();
    expect(second.baseUrl).toBe(first.baseUrl);
    const again = await plainSignIn(second, account);
    const { body } = await again.ask("GET", roomPath(room, "joined_members"));
    expect(Object.keys(body["joined"] as object)).toEqual([account.user]);
  });

  it("[SERVER-17] starts again after a kill; what it had answered is there", async () => {
    const first = await start();
    const account = await first.createAccount();
    const room = await plainRoom(await plainSignIn(first, account));
    await first.kill();
    expect(await processesOfFolder()).toEqual([]);

    const client = await plainSignIn(await start(), account);
    const { status } = await client.ask("GET", roomPath(room, "joined_members"));
    expect(status).toBe(200);
  });

  it("[SERVER-18] ends with the process that started it, killed or not", async () => {
    const starter = spawn(
      process.execPath,
      [
        "--input-type=module",
        "--eval",
        `import { startHomeserver } from ${JSON.stringify(path.join(import.meta.dirname, "../src/index.ts"))};
         await startHomeserver({ dir: ${JSON.stringify(dir)}, exercise: true });
         process.stdout.write("up");
         setInterval(() => {}, 1000);`,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    await new Promise((resolve) => starter.stdout.once("data", resolve));
    const gone = new Promise((resolve) => starter.once("exit", resolve));
    starter.kill("SIGKILL");
    await gone;
    await expect.poll(processesOfFolder, { timeout: 20_000, interval: 100 }).toEqual([]);
  });

  it("[SERVER-19] secrets are random per folder and readable by their owner only", async () => {
    await (await start()).stop();
    const kept = readFileSync(path.join(dir, "kept.json"), "utf8");
    for (const name of [
      "kept.json",
      "homeserver.yaml",
      "signing.key",
      "homeserver.db",
      "homeserver.log",
    ]) {
      expect([name, statSync(path.join(dir, name)).mode & 0o077]).toEqual([name, 0]);
    }
    expect(statSync(dir).mode & 0o077).toBe(0);
    rmSync(dir, { recursive: true });
    await (await start()).stop();
    const other = readFileSync(path.join(dir, "kept.json"), "utf8");
    const secrets = (text: string): string[] => text.match(/"[\w-]{43}"/g) ?? [];
    expect(secrets(kept)).toHaveLength(3);
    expect(new Set([...secrets(kept), ...secrets(other)]).size).toBe(6);
  });

  it("[SERVER-20] says with the last log lines why it did not come up", async () => {
    await (await start()).stop();
    writeFileSync(path.join(dir, "signing.key"), "not a key\n");
    const failed = startHomeserver({ dir, exercise: true });
    await expect(failed).rejects.toThrow(HomeserverFailure);
    await expect(failed).rejects.toThrow(/ended while starting \(exit code 1\)[^]*signing/i);
    expect(await processesOfFolder()).toEqual([]);
  });

  it("[SERVER-20] names a port that is taken, and a second start of the same folder", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(0, "127.0.0.1", resolve);
    });
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await expect(startHomeserver({ dir, port })).rejects.toThrow(`Port ${port} is taken.`);
    other.close();

    await start();
    await expect(startHomeserver({ dir })).rejects.toThrow(dir);
  });

  it("[SERVER-20] refuses a folder whose own file it cannot read", async () => {
    writeFileSync(path.join(dir, "kept.json"), "{}");
    await expect(startHomeserver({ dir })).rejects.toThrow("kept.json cannot be read");
  });

  it("without its policy module the same server stores plain text: the refusals are the module's", async () => {
    running = await startHomeserver({ dir, exercise: true, policy: false });
    const client = await plainSignIn(running, await running.createAccount());
    const room = await plainRoom(client);
    const { status } = await client.ask("PUT", roomPath(room, "send", "m.room.message", "1"), {
      msgtype: "m.text",
      body: "in the clear",
    });
    expect(status).toBe(200);
  });

  it("[SERVER-21] without the exercise option a guessed password is slowed down", async () => {
    running = await startHomeserver({ dir });
    const account = await running.createAccount();
    const server = running;
    const answers: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const answer = await fetch(`${server.baseUrl}/_matrix/client/v3/login`, {
        method: "POST",
        body: JSON.stringify({
          type: "m.login.password",
          identifier: { type: "m.id.user", user: account.user },
          password: `guess ${attempt}`,
        }),
      });
      answers.push(answer.status);
    }
    expect(answers.slice(0, 3)).toEqual([403, 403, 403]);
    expect(answers.at(-1)).toBe(429);
  });
});

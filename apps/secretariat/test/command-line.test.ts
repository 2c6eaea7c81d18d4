import { spawn } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../src/command-line/table.ts";
import { makeOfficer } from "../src/officers/officer-file.ts";
import { DeskInMemory } from "./desk-in-memory.ts";
import { jsonOf, say, sayAsProcess } from "./say.ts";
import { openSecretariat, PASSPHRASE } from "./secretariat.ts";
import { tempFolder } from "./temp-folder.ts";

const folder = tempFolder();
const containing = (text: string): unknown => expect.stringContaining(text);

describe("every command", () => {
  it.each(COMMANDS.map(({ name }) => name))(
    "%s explains itself, and takes no option that it does not know",
    async (name) => {
      const words = name.split(" ");
      const help = await say([...words, "--help"]);
      expect(help.code).toBe(0);
      expect(help.out).toContain(`npm run secretariat -- ${name}`);
      const command = COMMANDS.find((one) => one.name === name);
      for (const option of Object.keys(command?.options ?? {}))
        expect(help.out).toContain(`--${option}`);
      const json = await say([...words, "--help", "--json"]);
      expect(jsonOf(json)).toMatchObject({ ok: true, command: name });
      const unknown = await say([...words, "--no-such-option", "--json"]);
      expect([unknown.code, jsonOf(unknown)["reason"]]).toEqual([2, "usage"]);
      const further = await say([...words, ...Array.from({ length: 20 }, () => "further")]);
      expect(further.code).toBe(2);
      expect(further.err).toContain('"further" is not expected here');
    },
  );

  it("is listed where nothing, or nothing known, is asked for", async () => {
    const nothing = await sayAsProcess([]);
    expect([nothing.code, nothing.out]).toEqual([2, ""]);
    for (const { name } of COMMANDS) expect(nothing.err).toContain(`  ${name}`);
    expect((await say(["help"])).out).toContain("Exit codes");
    const unknown = await say(["publsh"]);
    expect(unknown).toMatchObject({ code: 2, err: containing('no command "publsh"') });
    const half = await say(["rotate"]);
    expect(half).toMatchObject({ code: 2, err: "After rotate stands one of: root, headkey.\n" });
  });
});

describe("arguments", () => {
  it("are refused twice, empty, or without their value", async () => {
    for (const [args, sentence] of [
      [["verify", "log", "--root", "a", "--root", "b"], "--root stands twice."],
      [["verify", "log", "--root="], "--root needs a value."],
      [["verify", "log", "--root"], "--root needs a value."],
      [["verify", "log", "--root", "--json"], "--root needs a value."],
      [["verify", "log", "--json=yes", "--root", "a"], "does not take an argument"],
    ] as const) {
      const said = await say(args);
      expect(said.code).toBe(2);
      expect(said.out + said.err).toContain(sentence);
    }
  });

  it("may begin with a hyphen, as keys and ids do", async () => {
    const { at } = await openSecretariat(folder());
    const key = `-${"A".repeat(42)}`;
    const said = await say([
      "init",
      "root",
      "--mode",
      "exercise",
      "--k",
      "1",
      "--officer",
      key,
      "--out",
      at("new"),
      "--json",
    ]);
    expect(jsonOf(said)).toMatchObject({ ok: true, officers: [key] });
  });
});

describe("init root", () => {
  it("makes no real directory of one officer, and no root of a key twice", async () => {
    const { at, officers } = await openSecretariat(folder());
    const keys = officers.map(({ publicKey }) => publicKey);
    const root = (...args: readonly string[]): ReturnType<typeof say> =>
      say(["init", "root", "--out", at("new"), "--json", ...args]);
    const one = await root("--mode", "real", "--k", "1", "--officer", keys[0] ?? "");
    expect([one.code, jsonOf(one)["reason"]]).toEqual([1, "one-officer"]);
    const twice = await root(
      "--mode",
      "real",
      "--k",
      "2",
      "--officer",
      keys[0] ?? "",
      "--officer",
      keys[0] ?? "",
    );
    expect(jsonOf(twice)["reason"]).toBe("same-key");
    const many = await root(
      "--mode",
      "real",
      "--k",
      "3",
      "--officer",
      keys[0] ?? "",
      "--officer",
      keys[1] ?? "",
    );
    expect(many.code).toBe(2);
    expect(existsSync(at("new"))).toBe(false);
  });

  it("writes root, empty log and network file for their owner, and leaves what is there", async () => {
    const { at, officers } = await openSecretariat(folder());
    const args = [
      "init",
      "root",
      "--mode",
      "real",
      "--k",
      "2",
      "--out",
      at("r"),
      "--log",
      at("l"),
      "--network",
      at("n"),
      "--homeserver",
      "https://matrix.parley.test",
      "--server",
      "parley.test",
      ...officers.flatMap(({ publicKey }) => ["--officer", publicKey]),
    ];
    const made = await sayAsProcess(args);
    expect([made.code, made.err]).toEqual([0, ""]);
    for (const name of ["r", "l", "n"]) expect(statSync(at(name)).mode & 0o777).toBe(0o600);
    expect(readFileSync(at("l"), "utf8")).toBe("");
    expect(JSON.parse(readFileSync(at("n"), "utf8"))).toEqual({
      homeserver: "https://matrix.parley.test",
      server: "parley.test",
      root: readFileSync(at("r"), "utf8"),
      v: 1,
    });
    const before = readFileSync(at("r"), "utf8");
    expect((await say(args)).code).toBe(1);
    expect(readFileSync(at("r"), "utf8")).toBe(before);
    expect(readdirSync(at(".")).filter((name) => name.endsWith(".new"))).toEqual([]);
    const plain = args
      .map((arg) => arg.replace("https:", "http:"))
      .map((arg) => arg.replace(/^.*\/[rln]$/, `${arg}2`));
    expect((await say(plain)).err).toContain("--network needs --homeserver URL (https");
  });
});

describe("files", () => {
  it("with a secret in them are not read where others on the machine can read them too", async () => {
    const { at, by } = await openSecretariat(folder());
    chmodSync(at("passphrase"), 0o644);
    const said = await say([
      "rotate",
      "headkey",
      "--public",
      "A".repeat(43),
      ...by(1),
      "--log",
      at("log"),
      "--out",
      at("p"),
      "--json",
    ]);
    expect([said.code, jsonOf(said)["reason"]]).toEqual([1, "open-to-others"]);
  });

  it("that are missing, no text or not what they should be have a sentence each", async () => {
    const { at, by } = await openSecretariat(folder());
    const args = (log: string): readonly string[] => [
      "show",
      "--root",
      at("root"),
      "--log",
      at(log),
    ];
    expect((await say(args("nowhere"))).err).toContain("There is no file");
    writeFileSync(at("bytes"), Buffer.of(0xff, 0xfe));
    expect(await say(args("bytes"))).toMatchObject({
      code: 3,
      err: containing("not a text file"),
    });
    const root = await say(["show", "--root", at("log"), "--log", at("log")]);
    expect(root).toMatchObject({ code: 3, err: containing("is not a trust root") });
    const proposal = await say(["sign", at("root"), ...by(1), "--log", at("log")]);
    expect(proposal).toMatchObject({ code: 1, err: "This is not a proposal for the directory.\n" });
    const key = await say([
      "sign",
      at("root"),
      "--root",
      at("root"),
      "--key",
      at("log"),
      "--log",
      at("log"),
    ]);
    expect(key.code).toBe(1);
  });
});

describe("an officer's passphrase", () => {
  it("that is wrong gets a plain error, as a process of its own with the full cost", async () => {
    const { at, officers } = await openSecretariat(folder());
    const { file } = makeOfficer("1", PASSPHRASE);
    writeFileSync(at("full"), file, { mode: 0o600 });
    writeFileSync(at("wrong"), "horse battery staple coper\n", { mode: 0o600 });
    const said = await sayAsProcess([
      "rotate",
      "headkey",
      "--public",
      officers[0]?.publicKey ?? "",
      "--root",
      at("root"),
      "--log",
      at("log"),
      "--key",
      at("full"),
      "--passphrase-file",
      at("wrong"),
      "--out",
      at("p"),
    ]);
    expect([said.code, said.out]).toEqual([1, ""]);
    expect(said.err).toBe(
      `${at("full")}: The passphrase is another one, or the key file was changed.\n`,
    );
    expect(existsSync(at("p"))).toBe(false);
  });

  it("is typed without an echo", async () => {
    const { at } = await openSecretariat(folder());
    const terminal = fileURLToPath(new URL("./typed-in-terminal.py", import.meta.url));
    const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
    const child = spawn("python3", [
      terminal,
      PASSPHRASE,
      process.execPath,
      main,
      "init",
      "officer",
      "--name",
      "1",
      "--out",
      at("new"),
    ]);
    let seen = "";
    child.stdout.on("data", (part) => {
      seen += String(part);
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(seen).toContain("New passphrase:");
    expect(seen).toContain("The same again:");
    expect(seen).not.toContain(PASSPHRASE);
    expect(seen).not.toContain("staple");
    expect(code).toBe(0);
    expect(existsSync(at("new"))).toBe(true);
  });
});

describe("the desk", () => {
  it("that is not there is exit code 4, with a sentence", async () => {
    const { at, dir } = await openSecretariat(folder());
    const none = await sayAsProcess(["pending", "--desk", dir]);
    expect(none).toMatchObject({
      code: 4,
      out: "",
      err: containing("does not run there"),
    });
    writeFileSync(at("desk.json"), JSON.stringify({ port: 1, token: "A".repeat(43) }));
    const away = await sayAsProcess(["pending", "--desk", dir, "--json"]);
    expect([away.code, jsonOf(away)["reason"]]).toEqual([4, "unreachable"]);
  });

  it("answers its health to anybody, and nothing else without its token", async () => {
    const secretariat = await openSecretariat(folder());
    const desk = await new DeskInMemory(secretariat).open(secretariat.dir);
    const url = `http://127.0.0.1:${desk.port}`;
    expect((await fetch(`${url}/health`)).status).toBe(200);
    for (const [method, path] of [
      ["GET", "/log"],
      ["GET", "/pending"],
      ["POST", "/publish"],
      ["POST", "/cards/xa-technical-1/erase"],
      ["GET", "/nowhere"],
    ] as const) {
      for (const token of [null, "", "A".repeat(43)]) {
        const headers = token === null ? {} : { authorization: `Bearer ${token}` };
        expect((await fetch(`${url}${path}`, { method, headers })).status).toBe(401);
      }
    }
    writeFileSync(
      secretariat.at("desk.json"),
      JSON.stringify({ port: desk.port, token: "A".repeat(43) }),
    );
    const said = await say(["pending", "--desk", secretariat.dir, "--json"]);
    expect([said.code, jsonOf(said)["reason"]]).toEqual([4, "token"]);
    await desk.close();
  });

  it("takes no body that it cannot read, and answers a fault of its own with a sentence", async () => {
    const secretariat = await openSecretariat(folder());
    const handler = new DeskInMemory(secretariat);
    const desk = await handler.open(secretariat.dir);
    const { token } = JSON.parse(readFileSync(secretariat.at("desk.json"), "utf8")) as {
      token: string;
    };
    const post = (path: string, body: string): Promise<Response> =>
      fetch(`http://127.0.0.1:${desk.port}${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body,
      });
    expect((await post("/publish", "{")).status).toBe(413);
    expect((await post("/publish", "[]")).status).toBe(413);
    expect((await post("/publish", '{"log":1}')).status).toBe(409);
    expect((await post("/tickets", '{"ticket":{}}')).status).toBe(409);
    expect((await post("/cards/..%2f/erase", "{}")).status).toBe(404);
    handler.pending = () => {
      throw new Error("a fault");
    };
    const said = await say(["pending", "--desk", secretariat.dir, "--json"]);
    expect([said.code, jsonOf(said)["reason"]]).toEqual([1, "fault"]);
    await desk.close();
  });
});

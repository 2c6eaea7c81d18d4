import { done, refused, usage, type Command } from "./command.ts";

export const serve: Command = {
  name: "serve",
  summary: "Runs the Secretariat's service until it is told to end (SIGTERM, SIGINT).",
  usage: "--dir DIR [--key FILE] [--port N]",
  help: `Its log goes to stdout as JSON lines, without names, accounts, keys or words of anybody. A second one on the same
folder is refused. README.md of apps/secretariat says how it is run as a unit of systemd.

  --dir DIR    the service's folder, as \`init service\` made it
  --key FILE   key of the service's store, on another disk than the folder; made at the first start.
               DIR/service.key where absent: for exercises
  --port N     TCP port of the desk on 127.0.0.1; a free one where absent`,
  options: { dir: "text", key: "text", port: "text" },
  run: async (given) => {
    const dir = given.need("dir");
    if (!dir.ok) return dir;
    const [key, port] = [given.text("key"), Number(given.text("port") ?? 0)];
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      return usage("--port is a TCP port: 1 to 65535.");
    const ended = new Promise<void>((resolve) => {
      for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => resolve());
    });
    // All other commands do without the client and the crypto machine, and start the sooner.
    const { startService } = await import("../service/start-service.ts");
    const started = await startService({
      dir: dir.value,
      port,
      ...(key === null ? {} : { key }),
      log: (line) => void process.stdout.write(line),
    });
    if (!started.ok) return refused(started.refusal.reason, started.refusal.text);
    await ended;
    await started.value.stop();
    return done("");
  },
};

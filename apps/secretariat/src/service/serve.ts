import { parseArgs } from "node:util";
import { startService, type ServiceOptions } from "./start-service.ts";

export const SERVE_USAGE: string = `npm run secretariat -- serve --dir DIR [--key FILE] [--port N]

Runs the Secretariat's service until it is told to end (SIGTERM, SIGINT). Its log goes to stdout as JSON lines, without
names, accounts, keys or words of anybody.

  --dir DIR    the service's folder, as \`init service\` made it
  --key FILE   key of the service's store, on another disk than the folder; made at the first start.
               DIR/service.key where absent: for exercises
  --port N     TCP port of the desk on 127.0.0.1; a free one where absent
  --help       this text

Exit codes: 0 ended in order, 1 refused to start, 2 wrong usage.`;

/** Runs the service, and answers the exit code. */
export async function serve(args: readonly string[]): Promise<number> {
  const given = readArgs(args);
  if (given === "help") {
    process.stdout.write(`${SERVE_USAGE}\n`);
    return 0;
  }
  if (given === null) {
    process.stderr.write(`${SERVE_USAGE}\n`);
    return 2;
  }
  const ended = new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => resolve());
  });
  const started = await startService({ ...given, log: (line) => void process.stdout.write(line) });
  if (!started.ok) {
    process.stderr.write(`${started.refusal.text}\n`);
    return 1;
  }
  await ended;
  await started.value.stop();
  return 0;
}

function readArgs(
  args: readonly string[],
): Pick<ServiceOptions, "dir" | "key" | "port"> | "help" | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        dir: { type: "string" },
        key: { type: "string" },
        port: { type: "string" },
        help: { type: "boolean" },
      },
    });
    if (values.help === true) return "help";
    const { dir, key, port } = values;
    if (dir === undefined || (port !== undefined && !/^\d{1,5}$/.test(port))) return null;
    return {
      dir,
      ...(key === undefined ? {} : { key }),
      ...(port === undefined ? {} : { port: Number(port) }),
    };
  } catch {
    return null;
  }
}

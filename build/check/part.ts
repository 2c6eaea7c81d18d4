/** One part of the check: a name, and what it found. */
import { spawn } from "node:child_process";

export interface Outcome {
  readonly passed: boolean;
  /** One short sentence about what was looked at. */
  readonly note: string;
  /** What was found; shown after all parts have ended. */
  readonly output: string;
}

export interface Part {
  readonly name: string;
  run(): Promise<Outcome>;
}

/** A part that is a program of the toolchain; its exit code is the verdict. */
export function program(
  name: string,
  { root, command, args }: { root: string; command: string; args: readonly string[] },
): Part {
  return {
    name,
    run: () =>
      new Promise((resolve) => {
        const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
        const chunks: Buffer[] = [];
        child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
        child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
        child.on("error", (error) =>
          resolve({ passed: false, note: "could not be started", output: error.message }),
        );
        child.on("close", (code, signal) => {
          const output = Buffer.concat(chunks).toString().trim();
          const end = signal === null ? `exit code ${code}` : `ended by ${signal}`;
          resolve({ passed: code === 0, note: code === 0 ? "" : end, output });
        });
      }),
  };
}

/** A part that lists faults. */
export function faults(
  name: string,
  look: () => { readonly faults: readonly string[]; readonly seen: string },
): Part {
  return {
    name,
    run: () => {
      const { faults: found, seen } = look();
      return Promise.resolve({
        passed: found.length === 0,
        note: found.length === 0 ? seen : `${found.length} found`,
        output: found.join("\n"),
      });
    },
  };
}

import { spawn } from "node:child_process";
import type { Place } from "./place.ts";

/** A client that a person uses. */
export interface WindowProcess {
  /** Ends when the client has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Asks it to end as the end of a session would. */
  stop(): void;
}

/** Switches for a place; shared with the clients that are driven. */
export function switchesFor(place: Place): readonly string[] {
  return ["--profile", place.profile, "--network", place.networkFile];
}

/** Opens the client of a place on the screen that there is. */
export function openWindow(executable: string, place: Place): WindowProcess {
  const args = [...switchesFor(place)];
  // Chromium has no sandbox for root, which exercises in containers often are.
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  const child = spawn(executable, args, { stdio: ["ignore", "ignore", "pipe"] });
  // Chromium grumbles about every machine; what it said matters only where it could not go on.
  let said = "";
  child.stderr.on("data", (part) => {
    said = `${said}${String(part)}`.slice(-4000);
  });
  return {
    ended: new Promise((resolve) => {
      child.once("exit", (code) => {
        if (code !== 0 && code !== null) {
          process.stderr.write(`The client of ${place.office.id} ended with ${code}:\n${said}`);
        }
        resolve();
      });
      child.once("error", (error) => {
        process.stderr.write(`${executable}: ${error.message}\n`);
        resolve();
      });
    }),
    stop: () => {
      child.kill("SIGTERM");
    },
  };
}

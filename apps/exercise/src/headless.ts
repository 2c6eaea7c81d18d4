import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { bringUp, type Exercise } from "./bring-up.ts";
import { startVirtualDisplay, type VirtualDisplay } from "./display.ts";
import { firstOffices } from "./interactive.ts";
import { packageClient } from "./package-client.ts";
import { makeReport, Steps, writeReport, type Step } from "./report.ts";
import { protocolWords } from "./saw/protocol-words.ts";
import { serverSaw, type ServerSaw } from "./server-saw.ts";
import { DrivenClient } from "./story/driven-client.ts";
import { playFirstConsultation, type Stage } from "./story/first-consultation.ts";
import { PASSPHRASE, TEXTS } from "./story/texts.ts";
import { switchesFor } from "./window-process.ts";

export interface HeadlessOptions {
  /** New folder for homeserver and profiles; the caller removes it. */
  readonly dir: string;
  /** Folder for report, pictures and database. */
  readonly out: string;
  readonly say: (line: string) => void;
  readonly cancelled: AbortSignal;
}

const NAMES = ["alfa", "bravo"] as const;

/** Plays a first consultation on packaged clients that nobody sees; answers whether all of it worked. */
export async function runHeadless(options: HeadlessOptions): Promise<boolean> {
  const { dir, out, say, cancelled } = options;
  clearOut(out);
  const steps = new Steps(
    () => performance.now(),
    (step) => say(stepLine(step)),
  );
  let saw: ServerSaw | null = null;
  try {
    saw = await play(dir, out, steps, cancelled);
  } catch (error) {
    // A failed step has told its problem; anything else has not.
    if (steps.done.every(({ ok }) => ok)) say(firstLine(String(error)));
  }
  const report = makeReport(steps.done, saw);
  for (const { what, table, column } of saw?.found ?? []) {
    say(`The homeserver's database holds "${what}" (${table}.${column})`);
  }
  say(`${report.ok ? "All of it worked" : "Not all of it worked"}: ${writeReport(out, report)}`);
  return report.ok;
}

/** What this command writes into the folder; whatever else is there is not touched. */
const OWN = /^(?:\d\d-[a-z-]+\.png|trouble-[a-z]+\.png|homeserver\.db|report\.json)$/;

/** Nothing of an earlier run stands beside the new report. */
function clearOut(out: string): void {
  mkdirSync(out, { recursive: true });
  for (const name of readdirSync(out)) if (OWN.test(name)) rmSync(path.join(out, name));
}

/** What was started, to be ended in any case. */
interface Running {
  readonly clients: DrivenClient[];
  display?: VirtualDisplay;
  exercise?: Exercise;
}

async function play(
  dir: string,
  out: string,
  steps: Steps,
  cancelled: AbortSignal,
): Promise<ServerSaw> {
  const running: Running = { clients: [] };
  cancelled.addEventListener("abort", () => {
    for (const client of running.clients) void client.kill();
  });
  try {
    const executable = await steps.step("the desktop client is packaged", packageClient);
    const display = await steps.step("a virtual display starts", () =>
      startVirtualDisplay(process.env),
    );
    running.display = display;
    const exercise = await steps.step("homeserver and officer start", () =>
      bringUp({ dir, offices: firstOffices(), now: Date.now, deskClosed: true }),
    );
    running.exercise = exercise;
    await playFirstConsultation({
      exercise,
      steps,
      launch: async (number) => {
        cancelled.throwIfAborted();
        const place = exercise.places[number];
        const name = NAMES[number];
        if (place === undefined || name === undefined) throw new Error("there is no such place");
        const client = await DrivenClient.launch({
          executable,
          switches: switchesFor(place),
          display: display.display,
          name,
        });
        running.clients.push(client);
        return client;
      },
      pictures: numbered(out),
    });
    return await steps.step("the homeserver's database is looked through", async () => {
      await exercise.close();
      delete running.exercise;
      const database = path.join(out, "homeserver.db");
      copyFileSync(exercise.homeserver.database, database);
      return serverSaw({
        database,
        emptyDatabase: exercise.emptyDatabase,
        canaries: [...Object.values(TEXTS), PASSPHRASE],
        words: protocolWords(),
      });
    });
  } catch (error) {
    await tellTrouble(out, running.clients);
    throw error;
  } finally {
    // One that cannot be ended does not keep the others running.
    await Promise.allSettled(running.clients.map((client) => client.close()));
    await Promise.allSettled([running.exercise?.close(), running.display?.close()]);
  }
}

/** Pictures under `01-name-client.png`, in the order of the story. */
function numbered(out: string): Stage["pictures"] {
  let number = 0;
  return async (name, ...clients) => {
    number += 1;
    const title = `${String(number).padStart(2, "0")}-${name}`;
    for (const client of clients) await client.picture(out, title);
  };
}

/** What the screens showed, and what the programs said, when the story stopped. */
async function tellTrouble(out: string, clients: readonly DrivenClient[]): Promise<void> {
  for (const client of clients) {
    // One that has ended has no screen any more.
    await client.picture(out, "trouble").catch(() => {});
    if (client.said !== "") process.stderr.write(`${client.name} said:\n${client.said}\n`);
  }
}

function stepLine({ name, ok, ms, problem }: Step): string {
  const time = `${(ms / 1000).toFixed(1)} s`.padStart(8);
  return `${ok ? "ok    " : "FAILED"} ${time}  ${name}${problem === undefined ? "" : `: ${firstLine(problem)}`}`;
}

/** Playwright adds what its browser said; the report keeps all of it. */
function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}

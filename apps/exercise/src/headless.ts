import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { StoryName } from "./arguments.ts";
import { bringUp, type Exercise } from "./bring-up.ts";
import { startVirtualDisplay, type VirtualDisplay } from "./display.ts";
import { firstOffices } from "./interactive.ts";
import { packageClient } from "./package-client.ts";
import type { Place } from "./place.ts";
import { makeReport, Steps, writeReport, type Step } from "./report.ts";
import { protocolWords } from "./saw/protocol-words.ts";
import { serverSaw, type ServerSaw } from "./server-saw.ts";
import { serviceProcess } from "./service-process.ts";
import { DrivenClient } from "./story/driven-client.ts";
import { playDirectory } from "./story/directory.ts";
import { playFirstConsultation } from "./story/first-consultation.ts";
import type { Stage } from "./story/stage.ts";
import { PASSPHRASE, TEXTS } from "./story/texts.ts";
import { switchesFor } from "./window-process.ts";

export interface HeadlessOptions {
  /** New folder for homeserver and profiles; the caller removes it. */
  readonly dir: string;
  /** Folder for report, pictures and database. */
  readonly out: string;
  readonly story: StoryName;
  readonly say: (line: string) => void;
  readonly cancelled: AbortSignal;
}

const STORY: { readonly [name in StoryName]: (stage: Stage) => Promise<void> } = {
  consultation: playFirstConsultation,
  directory: playDirectory,
};

/** Plays a story on packaged clients that nobody sees; answers whether all of it worked. */
export async function runHeadless(options: HeadlessOptions): Promise<boolean> {
  const { out, say } = options;
  clearOut(out);
  const steps = new Steps(
    () => performance.now(),
    (step) => say(stepLine(step)),
  );
  let saw: ServerSaw | null = null;
  try {
    saw = await play(options, steps);
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
const OWN = /^(?:\d\d-[a-z-]+\.png|trouble-[a-z-]+\.png|homeserver\.db|report\.json)$/;

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

async function play(options: HeadlessOptions, steps: Steps): Promise<ServerSaw> {
  const { dir, out, story, cancelled } = options;
  const running: Running = { clients: [] };
  const said = new Set<string>([...Object.values(TEXTS), PASSPHRASE]);
  cancelled.addEventListener("abort", () => {
    for (const client of running.clients) void client.kill();
  });
  try {
    const executable = await steps.step("the desktop client is packaged", packageClient);
    const display = await steps.step("a virtual display starts", () =>
      startVirtualDisplay(process.env),
    );
    running.display = display;
    const exercise = await steps.step(
      "homeserver, officers and the Secretariat's service start",
      () => bringUp({ dir, offices: firstOffices(), now: Date.now, startService: serviceProcess }),
    );
    running.exercise = exercise;
    await STORY[story]({
      exercise,
      steps,
      launch: async (place, name) => {
        cancelled.throwIfAborted();
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
      keepFromServer: (...texts) => texts.forEach((text) => said.add(text)),
      until: (what, find) => until(what, find, cancelled),
      file: (name) => path.join(dir, name),
    });
    return await steps.step("the homeserver's database is looked through", async () => {
      await exercise.close();
      delete running.exercise;
      const database = path.join(out, "homeserver.db");
      copyFileSync(exercise.homeserver.database, database);
      return serverSaw({
        database,
        emptyDatabase: exercise.emptyDatabase,
        canaries: [...said, ...exercise.places.flatMap(secretsOf)],
        words: [...protocolWords(), ...exercise.places.map(({ office }) => office.id)],
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

/** How long something may take to reach the officers, in ms, and how often is looked for it. */
const PATIENCE = 60_000;
const LOOK = 200;

async function until<T>(
  what: string,
  find: () => Promise<T | undefined>,
  cancelled: AbortSignal,
): Promise<T> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await sleep(LOOK, undefined, { signal: cancelled });
  }
}

/** What a ticket brings that nobody but its holder and the officers may know. */
function secretsOf(place: Place): readonly string[] {
  const { ticket } = JSON.parse(readFileSync(place.ticketFile, "utf8")) as { ticket: string };
  const { id, password } = JSON.parse(ticket) as { id: string; password: string };
  return [id, password, place.office.title];
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

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { RecordId, StateCode } from "@parley/base";
import type { Homeserver } from "@parley/homeserver";
import { ExerciseDirectory } from "../../harness/exercise-directory.ts";
import { startHostileProxy, type HostileProxy } from "../../harness/hostile-proxy.ts";
import { notification, Office, until } from "../../harness/office.ts";
import { plainSignIn, type PlainClient } from "../../harness/plain-requests.ts";
import type { Random } from "../../harness/seeds.ts";
import { filesOf, putBack } from "./database-files.ts";
import { FILES, type Sight } from "./orders.ts";
import { takeKeys } from "./take-keys.ts";
import { Victim } from "./victim.ts";

export interface Plan {
  readonly kills: number;
  /**
   * What a kill leaves of the crypto machine's stores: what they held when it fell, or, the defence out, what they held
   * as the round began, like a snapshot that is taken from time to time.
   */
  readonly keysOf: "kill" | "round";
}

/** Longest time to a kill, in ms, from the start or from where it is open. */
const LONGEST = 1_500;
/** So many in a hundred fall in the midst of their work, the others as they start. */
const AT_WORK = 75;

/**
 * Alfa writes to Bravo and Bravo to Alfa, while Bravo's process is killed again and again. Answers what is not as it
 * must be in the end, in words: nothing, where all is well.
 */
export async function playKills(
  server: Homeserver,
  plan: Plan,
  random: Random,
): Promise<readonly string[]> {
  const dir = mkdtempSync(path.join(tmpdir(), "parley-durable-"));
  const proxy = await startHostileProxy(server.baseUrl);
  const directory = await ExerciseDirectory.make();
  const account = await server.createAccount();
  const alfa = new Office(
    server.baseUrl,
    directory,
    await server.createAccount(),
    "xa-tech-1",
    "XA",
  );
  const log = path.join(dir, FILES.log);
  const show = (): void => writeFileSync(log, directory.log.text);
  show();
  directory.watch(show);
  const victim = new Victim(
    { dir, homeserver: proxy.baseUrl, root: directory.root.text },
    { user: account.user, password: account.password },
  );
  try {
    await alfa.signIn();
    await alfa.admitted();
    victim.launch();
    const request = path.join(dir, FILES.request);
    await until("Bravo's request", () => exists(request));
    directory.admit(readFileSync(request, "utf8"), "xb-tech-1" as RecordId, "XB" as StateCode);
    await until("Alfa to know Bravo", () =>
      alfa.client.snapshot().offices.some(({ rec }) => rec === "xb-tech-1"),
    );
    const bravo = { rec: "xb-tech-1" } as Office;
    await alfa.client.signAndSend(notification(bravo));
    await until("the consultation", async () => (await victim.sight())?.consultations === 1);
    const stranger = await plainSignIn(server, await server.createAccount());
    const said = await killAgainAndAgain({ plan, dir, random, alfa, victim, stranger, account });
    return await found({ alfa, victim, proxy, said });
  } finally {
    await victim.end();
    await alfa.close();
    await proxy.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

interface Cast {
  readonly plan: Plan;
  /** The victim's folder. */
  readonly dir: string;
  readonly random: Random;
  readonly alfa: Office;
  readonly victim: Victim;
  readonly stranger: PlainClient;
  readonly account: { readonly user: string };
}

/** Answers what both were told to say. */
async function killAgainAndAgain({
  plan,
  dir,
  random,
  alfa,
  victim,
  stranger,
  account,
}: Cast): Promise<{
  readonly byAlfa: readonly string[];
  readonly byBravo: readonly string[];
}> {
  const [byAlfa, byBravo]: [string[], string[]] = [[], []];
  const device = victim.devices[0]?.split(" ")[0] ?? "";
  for (let round = 1; round <= plan.kills; round++) {
    const starts = victim.devices.length;
    if (round > 1 && random.chance(AT_WORK))
      await until("Bravo to be open", () => victim.fell || victim.devices.length > starts);
    const snapshot = plan.keysOf === "round" ? filesOf(dir, FILES.keys) : null;
    const end = Date.now() + random.integer(0, LONGEST);
    void takeKeys(stranger, account.user, device);
    while (Date.now() < end) {
      const [mine, theirs] = [`Alfa ${round}.${byAlfa.length}`, `Bravo ${round}.${byBravo.length}`];
      byAlfa.push(mine);
      await alfa.client.sendNote(alfa.channel, mine);
      byBravo.push(theirs);
      victim.order({ do: "say", text: theirs });
      await sleep(random.integer(20, 200));
    }
    await victim.kill();
    if (snapshot !== null) putBack(dir, FILES.keys, snapshot);
    victim.launch();
  }
  return { byAlfa, byBravo };
}

async function found({
  alfa,
  victim,
  proxy,
  said: { byAlfa, byBravo },
}: {
  readonly alfa: Office;
  readonly victim: Victim;
  readonly proxy: HostileProxy;
  readonly said: { readonly byAlfa: readonly string[]; readonly byBravo: readonly string[] };
}): Promise<readonly string[]> {
  let last: Sight | null = null;
  const waited = await until("all to be there", async () => {
    if (victim.fell) return true;
    last = (await victim.sight()) ?? last;
    return (
      last?.queued === 0 &&
      byAlfa.every((text) => last?.notes.includes(text)) &&
      victim.said.every((text) => alfa.notes().includes(text))
    );
  }).then(
    () => null,
    (error: unknown) => String(error),
  );
  const sight = last as Sight | null;
  const amiss: string[] = [];
  if (victim.fell) amiss.push(`the process ended by itself: ${victim.stderr}`);
  if (waited !== null) amiss.push(waited);
  const missing = byAlfa.filter((text) => sight?.notes.includes(text) !== true);
  if (missing.length > 0) amiss.push(`Bravo has not ${missing.join(", ")}`);
  const lost = victim.said.filter((text) => !alfa.notes().includes(text));
  if (lost.length > 0) amiss.push(`kept, and never came to Alfa: ${lost.join(", ")}`);
  for (const [who, notes] of [
    ["Bravo", sight?.notes ?? []],
    ["Alfa", alfa.notes()],
  ] as const) {
    const twice = notes.filter((text, i) => notes.indexOf(text) !== i);
    if (twice.length > 0) amiss.push(`twice with ${who}: ${twice.join(", ")}`);
    const strange = notes.filter((text) => !byAlfa.includes(text) && !byBravo.includes(text));
    if (strange.length > 0) amiss.push(`nobody said, and ${who} has it: ${strange.join(", ")}`);
  }
  if (sight !== null && sight.unreadable > 0) amiss.push(`Bravo cannot read ${sight.unreadable}`);
  if (sight !== null && sight.alarms.length > 0)
    amiss.push(`Bravo's alarms: ${sight.alarms.join(", ")}`);
  const unreadable = alfa.entries("room").length;
  if (unreadable > 0) amiss.push(`Alfa has trouble in the room: ${unreadable}`);
  if (new Set(victim.devices).size !== 1) amiss.push(`devices: ${victim.devices.join(", ")}`);
  const uploads = proxy.carriedOut.filter(({ request }) => request.path.includes("/keys/upload"));
  const refused = uploads.filter(({ status }) => status !== 200);
  if (refused.length > 0) amiss.push(`key uploads refused: ${refused.length} of ${uploads.length}`);
  const figures = `${victim.kills} kills, ${victim.devices.length} starts came so far as to be open, ${sight?.notes.length} notes, ${uploads.length} key uploads`;
  console.log(figures);
  return amiss;
}

function exists(file: string): boolean {
  try {
    return readFileSync(file, "utf8") !== "";
  } catch {
    return false;
  }
}

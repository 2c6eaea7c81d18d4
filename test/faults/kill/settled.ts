import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { goHome, log } from "../../e2e/screen.ts";
import { ACK, OPENING, REPLY, UPDATE, noteBox, type Person } from "./person.ts";
import { readLog, type Shown } from "./shown.ts";

const NAMES: Readonly<Record<string, string>> = { XA: "Alfa", XB: "Bravo" };

export function nameOf(state: string): string {
  return NAMES[state] ?? state;
}

/** The acts of the story in their order, by who signs them. */
function script(opener: Person, other: Person): readonly (readonly [title: string, by: Person])[] {
  return [
    [OPENING, opener],
    [ACK, other],
    [REPLY, other],
    [UPDATE, opener],
  ];
}

/** Asks until nothing is amiss, for `patience` ms at most; the last answer. */
export async function settled(patience: number, look: () => Promise<string[]>): Promise<string[]> {
  const end = performance.now() + patience;
  for (;;) {
    const found = await look();
    if (found.length === 0 || performance.now() > end) return found;
    await sleep(200);
  }
}

/**
 * What is not as it must be once everything has arrived, in words; empty where all is. Every act stands exactly once, in
 * order, verified, the same on both sides; every note exactly once and in the order of its author; everything is
 * delivered; nothing waits, is missing or unreadable; no alarm stands.
 */
export async function amiss(opener: Person, other: Person): Promise<string[]> {
  const shown = new Map<Person, Shown>();
  const found: string[] = [];
  for (const person of [opener, other]) {
    const { page, state } = person.machine;
    const read = await readLog(page);
    shown.set(person, read);
    const here = [
      ...actsAmiss(read, person, opener, other),
      ...notesAmiss(read, person, opener, other),
      ...read.lines.map((line) => `a line reads “${line}”`),
      ...(await deskAmiss(page)),
    ];
    found.push(...here.map((one) => `${nameOf(state)}: ${one}`));
  }
  const [a, b] = [opener, other].map((one) => shown.get(one)?.acts.map(({ hash }) => hash));
  if (JSON.stringify(a) !== JSON.stringify(b)) found.push("the acts differ between both sides");
  const [at, bt] = await Promise.all([opener, other].map(({ machine }) => headline(machine.page)));
  if (at !== bt) found.push(`it stands at “${at}” here and at “${bt}” there`);
  return found;
}

/** What the first page still shows of what was begun, in words; goes there. */
export async function leftOver(person: Person): Promise<string[]> {
  const { page, state } = person.machine;
  await goHome(page);
  const found: string[] = [];
  const drafts = await page.getByRole("button", { name: /^Go on/ }).allInnerTexts();
  found.push(...drafts.map((draft) => `${nameOf(state)}: a draft is left: ${draft}`));
  const outbox = page.getByRole("complementary", { name: "This device" });
  if ((await outbox.getByText("Nothing waits").count()) === 0)
    found.push(`${nameOf(state)}: the outbox is not empty`);
  return found;
}

function actsAmiss(read: Shown, person: Person, opener: Person, other: Person): string[] {
  const expected = script(opener, other);
  const titles = read.acts.map(({ title }) => title);
  const wanted = expected.map(([title]) => title);
  if (titles.join() !== wanted.join()) return [`acts are ${JSON.stringify(titles)}`];
  return read.acts.flatMap((act, index) => {
    const by = expected[index]?.[1] ?? person;
    const own = by === person;
    const signer = own ? "your office" : `${nameOf(by.machine.state)}, Technical PoC`;
    const found: string[] = [];
    if (act.place !== `${index + 1} of ${expected.length}`) found.push(`stands at ${act.place}`);
    if (act.signed !== `Signed by ${signer}`) found.push(`is ${act.signed}`);
    if (act.trust !== "Verified: why") found.push(`is ${act.trust}`);
    if (own && !/^(Delivered to a device of|Acknowledged by) /.test(act.status))
      found.push(`reads “${act.status}”`);
    return [...found, ...act.remarks].map((one) => `act ${index + 1} ${one}`);
  });
}

function notesAmiss(read: Shown, person: Person, opener: Person, other: Person): string[] {
  return [opener, other].flatMap((author) => {
    const own = author === person;
    const notes = read.notes.filter(({ who }) => who === nameOf(author.machine.state));
    const texts = notes.map(({ text }) => text);
    if (JSON.stringify(texts) !== JSON.stringify(author.said))
      return [`notes of ${nameOf(author.machine.state)} are ${JSON.stringify(texts)}`];
    return notes
      .filter(({ status }) => own && !status.startsWith("Delivered to a device of "))
      .map(({ text, status }) => `“${text}” reads “${status}”`);
  });
}

async function deskAmiss(page: Page): Promise<string[]> {
  const bar = page.getByRole("banner");
  const connected = (await bar.getByText("Connected", { exact: true }).count()) > 0;
  const alarms = page.getByRole("region", { name: "Notices about this device" });
  const typed = await noteBox(page).inputValue();
  return [
    ...(connected ? [] : ["is not connected"]),
    ...(await alarms.allInnerTexts()).map((alarm) => `an alarm stands: ${alarm}`),
    ...(typed === "" ? [] : [`in the composer stands “${typed}”`]),
  ];
}

async function headline(page: Page): Promise<string> {
  await log(page).waitFor();
  const panel = page.getByRole("complementary", { name: "State of the consultation" });
  return panel.getByRole("heading").first().innerText();
}

import { setTimeout as sleep } from "node:timers/promises";
import type { ActHash, RecordId, Result } from "@parley/base";
import type { ActDraft, ActionRefusal, Client, Consultation } from "@parley/client";
import {
  bringUp,
  DrivenClient,
  hands,
  switchesFor,
  technicalOffice,
  type Exercise,
  type Place,
} from "@parley/exercise";
import { EARLY_WARNING } from "../../packages/client/test/early-warning.ts";
import { openFaceless } from "../../test/harness/faceless.ts";
import type { BenchContext } from "../bench.ts";

/** Who writes to the measured office; each opens the same number of consultations. */
const WRITERS = ["XB", "XC", "XD", "XE", "XF", "XG"] as const;
const OPENINGS = 19;
/** As many consultations as 57 States with two offices each could ask one of them for. */
export const ROOMS: number = WRITERS.length * OPENINGS;
/** In each room, beside the opening and an update of it. */
const NOTES = 14;
/** Openings that a person at the measured client acknowledges, by clicking. */
export const ACKNOWLEDGED = 24;
/** Longest that any step may take, in ms. */
const PATIENCE = 300_000;

/** An exercise whose first office has much to look at. Its client is closed, and so are those of the others. */
export interface Crowd {
  readonly exercise: Exercise;
  readonly place: Place;
  /** Acts, notes and grades that went either way. */
  readonly payloads: number;
}

export interface CrowdOptions extends Pick<BenchContext, "dir" | "say" | "cancelled"> {
  readonly executable: string;
  readonly display: string;
}

/**
 * Made by real clients on a real homeserver: six without a face open consultations with one packaged client and write in
 * each; the packaged client takes all of it in and grades it, and a person there acknowledges some.
 */
export async function makeCrowd(options: CrowdOptions): Promise<Crowd> {
  const offices = ["XA", ...WRITERS].map((state) => technicalOffice(state, 1));
  const exercise = await bringUp({ dir: options.dir, offices, now: Date.now });
  try {
    const [place, ...places] = exercise.places;
    if (place === undefined) throw new Error("there is no place");
    await new Crowding(options, exercise, place, places).make();
    const written = ROOMS * (2 + NOTES);
    // Grades go in batches: at least one for each room, and one for each acknowledgement.
    return { exercise, place, payloads: written + ROOMS + 2 * ACKNOWLEDGED };
  } catch (error) {
    await exercise.close();
    throw error;
  }
}

class Crowding {
  readonly #options: CrowdOptions;
  readonly #exercise: Exercise;
  readonly #place: Place;
  readonly #places: readonly Place[];
  readonly #writers: Client[] = [];

  constructor(options: CrowdOptions, exercise: Exercise, place: Place, places: readonly Place[]) {
    this.#options = options;
    this.#exercise = exercise;
    this.#place = place;
    this.#places = places;
  }

  async make(): Promise<void> {
    const { executable, display, say } = this.#options;
    const switches = switchesFor(this.#place);
    const reader = await DrivenClient.launch({ executable, switches, display, name: "reader" });
    try {
      const words = await hands.enrol(reader.page, this.#place);
      await this.#exercise.officers.hear(this.#place, words);
      await hands.goToDesk(reader.page);
      for (const place of this.#places)
        this.#writers.push(await openFaceless(this.#exercise, place));
      const others = this.#places.length;
      await this.#until("all offices to know each other", () =>
        this.#writers.every((writer) => writer.snapshot().offices.length === others),
      );
      await Promise.all(this.#writers.map((writer) => this.#write(writer)));
      say(`${ROOMS} consultations are opened and written in`);
      await this.#until("everything to be taken in", () => this.#writers.every(isDelivered));
      say("everything is taken in");
      await this.#acknowledge(reader);
      await this.#until("the acknowledgements", () => this.#acknowledged() === ACKNOWLEDGED);
      // Grades of what came last, and whatever else still goes.
      await this.#until("nothing to be queued", () =>
        this.#writers.every((writer) => writer.snapshot().outbox.queued === 0),
      );
      say(`${ACKNOWLEDGED} of them are acknowledged`);
    } finally {
      await reader.close();
      await Promise.all(this.#writers.map((writer) => writer.close()));
    }
  }

  /** Opens the consultations of one office, then writes in each: an update of the notification, and notes. */
  async #write(writer: Client): Promise<void> {
    const to = this.#place.office.id;
    for (let i = 1; i <= OPENINGS; i++)
      granted(await writer.signAndSend(draft(`${i}`, { roster: [to] })));
    await this.#until("the openings to be signed", () => signed(writer).length === OPENINGS);
    for (const { id } of signed(writer)) {
      const channel = id as ActHash;
      const update = { stage: "update", severity: { scale: "product", code: 3 } };
      granted(
        await writer.signAndSend(
          draft(channel, {
            channel,
            re: channel,
            fields: { ...EARLY_WARNING, ...update, affected_sectors: ["energy"] },
          }),
        ),
      );
      for (let n = 1; n <= NOTES; n++) granted(await writer.sendNote(channel, noteOf(n)));
    }
  }

  async #acknowledge({ page }: DrivenClient): Promise<void> {
    const home = page
      .getByRole("navigation", { name: "Main" })
      .getByRole("link", { name: /^Home/ });
    for (let i = 0; i < ACKNOWLEDGED; i++) {
      await home.click();
      await page.getByRole("button", { name: "Acknowledge receipt" }).first().click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: "Acknowledge", exact: true })
        .click();
      await page.getByRole("log", { name: "Acts and notes" }).waitFor();
    }
  }

  #acknowledged(): number {
    return this.#writers
      .flatMap((writer) => writer.snapshot().consultations)
      .filter(({ headline }) => headline === "acknowledged").length;
  }

  async #until(what: string, holds: () => boolean): Promise<void> {
    const end = performance.now() + PATIENCE;
    while (!holds()) {
      this.#options.cancelled.throwIfAborted();
      if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
      await sleep(500);
    }
  }
}

function signed(writer: Client): readonly Consultation[] {
  return writer.snapshot().consultations.filter(({ headline }) => headline !== "draft");
}

function isDelivered(writer: Client): boolean {
  return writer
    .snapshot()
    .consultations.flatMap(({ entries }) => entries)
    .every((entry) => entry.kind === "room" || !entry.own || entry.delivery?.state === "delivered");
}

function granted(answer: Result<unknown, ActionRefusal>): void {
  if (!answer.ok) throw new Error(`a writer was refused: ${answer.refusal.reason}`);
}

function draft(
  id: string,
  change: Partial<ActDraft> & { readonly roster?: readonly RecordId[] },
): ActDraft {
  return {
    id,
    kind: "T02",
    channel: null,
    re: null,
    roster: [],
    tlp: "amber+strict",
    prec: "urgent",
    ask: {},
    res: [],
    fields: { ...EARLY_WARNING },
    updatedAt: 0,
    ...change,
  };
}

/** Begins a note that every consultation holds. */
export const NOTE = "Note 1:";

/** As long as what a duty officer types between two telephone calls. */
function noteOf(n: number): string {
  return `Note ${n}: the operator reports that the traffic towards its second site has fallen, and that filtering goes on until the morning.`;
}

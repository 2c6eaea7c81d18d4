import { setTimeout as sleep } from "node:timers/promises";
import { hands, TEXTS } from "@parley/exercise";
import type { Locator, Page } from "playwright-core";
import { consultations, goHome, log, note, PATIENCE } from "../../e2e/screen.ts";
import type { Machine } from "./machine.ts";
import type { PHASES } from "./plan.ts";
import { Broken, Typed } from "./typed.ts";

export const OPENING = "Incident notification: early warning";
export const UPDATE = "Incident notification: update";
export const ACK = "Acknowledgement of receipt";
export const REPLY = "Partial information";

/** Told as a step goes on, so that something can happen in the middle of it. */
export type Tell = (step: string, phase: (typeof PHASES)[number]) => void;

/** An act that is written in a form. */
interface Form {
  /** The screen shows it as signed. */
  readonly isDone: (page: Page) => Promise<boolean>;
  /** How the button reads that goes on with its draft. */
  readonly draft: RegExp;
  /** From the first page to the empty form. */
  readonly begin: (page: Page) => Promise<void>;
  /** From a form as far as it is kept to one that has the field. */
  readonly ready: (page: Page) => Promise<void>;
  readonly field: RegExp;
  /** What stands in the field at first, and what is written there. */
  readonly before: string;
  readonly text: string;
  /** Fills the whole form, whatever stands there already. */
  readonly fill: (page: Page) => Promise<void>;
}

const UPDATED = "Power from the two wind farms is back since 04:40.";
/** Somebody who cannot do a thing at once does something else, in ms. */
const BUSY = 10_000;

/**
 * Somebody at a computer. Whatever he does, he looks at the screen first: what it shows as done he never does again, and
 * what it does not show he does anew, going on from what was kept. So he can be interrupted anywhere.
 */
export class Person {
  readonly machine: Machine;
  /** Notes that stand in his log, in the order in which he sent them. */
  readonly said: string[] = [];
  readonly #opposite: string;
  readonly #before: number;
  readonly #tell: Tell;
  /** Ends when he has finished what he is doing. */
  #hands: Promise<unknown> = Promise.resolve();
  #stopped = false;
  #hasSeen = false;

  /** @param before how many consultations he sees before this one */
  constructor(machine: Machine, opposite: string, before: number, tell: Tell) {
    this.machine = machine;
    this.#opposite = opposite;
    this.#before = before;
    this.#tell = tell;
  }

  /** From here on he does nothing any more. */
  stop(): void {
    this.#stopped = true;
  }

  /** Until he sees the consultation and reads there what the other side has signed. */
  async reads(title: string): Promise<void> {
    await this.#through(async (page) => {
      if (!this.#hasSeen) await consultations(page).nth(this.#before).waitFor(PATIENCE);
      await this.#toConsultation(page);
      await act(page, title).waitFor(PATIENCE);
    });
  }

  /** Has the consultation in sight. */
  async looks(): Promise<void> {
    await this.#through((page) => this.#toConsultation(page));
  }

  async openConsultation(): Promise<void> {
    await this.#writeAct("opening", {
      isDone: (page) => this.#sees(page),
      draft: /^Go on.*Incident notification/,
      begin: async (page) => {
        await hands.chooseOffice(page, this.#opposite);
        await page.getByRole("button", { name: "Write the notification", exact: true }).click();
      },
      ready: () => Promise.resolve(),
      field: /^Observed/,
      before: "",
      text: TEXTS.observed,
      fill: hands.typeNotification,
    });
  }

  async update(): Promise<void> {
    await this.#writeAct("update", {
      isDone: (page) => this.#hasAct(page, UPDATE),
      draft: /^Go on.*Update of a notification/,
      begin: async (page) => {
        await this.#toConsultation(page);
        await step(page, "Update the notification").click();
      },
      ready: () => Promise.resolve(),
      field: /^Observed/,
      before: TEXTS.observed,
      text: UPDATED,
      fill: async (page) => {
        const form = page.getByRole("region", { name: "Form" });
        await form.getByLabel(/^Observed/).fill(UPDATED);
        const sector = form.getByRole("checkbox", { name: "Energy", exact: true });
        if (!(await sector.isVisible()))
          await form.getByText("Choose from the list").first().click();
        await sector.check();
      },
    });
  }

  async reply(): Promise<void> {
    await this.#writeAct("reply", {
      isDone: (page) => this.#hasAct(page, REPLY),
      draft: /^Go on.*Reply/,
      begin: async (page) => {
        await this.#toConsultation(page);
        await step(page, /^Reply/).click();
      },
      ready: hands.pickReply,
      field: /^Text/,
      before: "",
      text: TEXTS.replyText,
      fill: hands.typeReply,
    });
  }

  async acknowledge(): Promise<void> {
    await this.#doing("acknowledgement", async (page, tell) => {
      if (await this.#hasAct(page, ACK)) return;
      tell("half written");
      await hands.askToAcknowledge(page);
      tell("written");
      await hands.acknowledge(page);
      await act(page, ACK).waitFor(PATIENCE);
    });
  }

  /** @param step as the script names it */
  async sendNote(step: string, text: string): Promise<void> {
    const typed = new Typed("");
    await this.#doing(step, async (page, tell) => {
      await this.#toConsultation(page);
      const box = noteBox(page);
      const found = await box.inputValue();
      if ((await note(page, text).count()) > 0) {
        if (found !== "") throw new Broken(`“${text}” stands in the log, and to be sent again`);
        return;
      }
      typed.expectKept("note", found);
      const half = text.slice(0, text.length / 2);
      typed.type(half);
      await box.fill(half);
      await page.getByText("Saved as you type", { exact: true }).waitFor(PATIENCE);
      typed.saved();
      tell("half written");
      typed.type(text);
      await box.fill(text);
      tell("written");
      await page.getByRole("button", { name: /^(Send note|Add to outbox)/ }).click();
      await note(page, text).waitFor(PATIENCE);
    });
    this.said.push(text);
  }

  /**
   * Says several things between what he is doing, where he can.
   *
   * @returns their lines in the log; none where he has no consultation yet, or is busy for long
   */
  async sayMeanwhile(texts: readonly string[]): Promise<readonly Locator[]> {
    const free = await Promise.race([this.#hands.then(() => true), sleep(BUSY, false)]);
    const { page } = this.machine;
    if (!free || !(await this.#sees(page))) return [];
    await this.#toConsultation(page);
    if (!(await noteBox(page).isEnabled())) return [];
    for (const text of texts) await this.sendNote("meanwhile", text);
    return texts.map((text) => note(page, text));
  }

  /** The consultation is the latest in the list. */
  async #toConsultation(page: Page): Promise<void> {
    await this.#sees(page);
    const row = consultations(page).first();
    if ((await row.getAttribute("aria-current")) !== "page") await row.click();
    await log(page).waitFor(PATIENCE);
  }

  async #sees(page: Page): Promise<boolean> {
    const sees = (await consultations(page).count()) > this.#before;
    if (this.#hasSeen && !sees) throw new Broken("the consultation is not there any more");
    this.#hasSeen = sees;
    return sees;
  }

  async #hasAct(page: Page, title: string): Promise<boolean> {
    await this.#toConsultation(page);
    return (await act(page, title).count()) > 0;
  }

  async #writeAct(name: string, form: Form): Promise<void> {
    const typed = new Typed(form.before);
    await this.#doing(name, async (page, tell) => {
      if (await form.isDone(page)) return;
      await goHome(page);
      const draft = page.getByRole("button", { name: form.draft });
      if ((await draft.count()) > 0) await draft.click();
      else if (typed.isSaved) throw new Broken(`${name}: its draft is gone`);
      else await form.begin(page);
      await form.ready(page);
      const field = page.getByRole("region", { name: "Form" }).getByLabel(form.field);
      await field.waitFor(PATIENCE);
      typed.expectKept(name, await field.inputValue());
      const half = form.text.slice(0, form.text.length / 2);
      typed.type(half);
      await field.fill(half);
      // Without a time where that very text was there already.
      await page.getByText(/^Saved on this device( \d|$)/).waitFor(PATIENCE);
      typed.saved();
      tell("half written");
      typed.type(form.text);
      await form.fill(page);
      await hands.askToSign(page);
      tell("written");
      await hands.sign(page);
    });
  }

  /** One thing after the other, each from `begun` to `done`. */
  async #doing(
    name: string,
    step: (page: Page, tell: (phase: (typeof PHASES)[number]) => void) => Promise<void>,
  ): Promise<void> {
    const tell = (phase: (typeof PHASES)[number]): void => this.#tell(name, phase);
    const work = this.#hands.then(async () => {
      tell("begun");
      await this.#through((page) => step(page, tell));
      tell("done");
    });
    this.#hands = work.catch(() => undefined);
    await work;
  }

  /** Does one thing; where the client is killed on the way, he looks again when it is back. */
  async #through<T>(step: (page: Page) => Promise<T>): Promise<T> {
    for (;;) {
      const { kills } = this.machine;
      await this.machine.up();
      if (this.#stopped) throw new Error("the story was broken off");
      try {
        return await step(this.machine.page);
      } catch (error) {
        if (error instanceof Broken || this.machine.kills === kills) throw error;
      }
    }
  }
}

export function noteBox(page: Page): Locator {
  return page.getByRole("textbox", { name: "Note" });
}

function act(page: Page, title: string): Locator {
  return log(page).getByRole("article", { name: title, exact: true });
}

/** A step that the state panel offers. */
function step(page: Page, name: string | RegExp): Locator {
  return page
    .getByRole("complementary", { name: "State of the consultation" })
    .getByRole("button", { name });
}

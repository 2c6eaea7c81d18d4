/**
 * What is run inside a page, each function as its own text: it may use nothing from outside but its arguments. Moments are
 * those of the page's own clock, taken once a frame with the change has gone to the screen.
 */

/**
 * When a page stood on the screen with what is looked for, in ms since the epoch. Where it stands already, that is when
 * the largest of its texts was painted: the page itself kept the time.
 */
export async function standing(selector: string): Promise<number> {
  const there = document.querySelector(selector) !== null;
  while (document.querySelector(selector) === null)
    await new Promise((resolve) => requestAnimationFrame(resolve));
  const painted = new Promise<number>((resolve) => {
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
  });
  const now = await painted;
  if (!there) return performance.timeOrigin + now;
  const largest = new Promise<number>((resolve) => {
    new PerformanceObserver((list) => {
      resolve(list.getEntries().at(-1)?.startTime ?? now);
    }).observe({ type: "largest-contentful-paint", buffered: true });
  });
  return performance.timeOrigin + (await largest);
}

/** What an unlocking took, in ms, and what the list then says. */
export interface Unlocked {
  /** From asking until the key of the passphrase was there: slow on purpose. */
  readonly derived: number;
  /** From that key to the painted list of all consultations. */
  readonly listed: number;
  /** The texts of the list's cells, by row. */
  readonly rows: readonly (readonly string[])[];
}

/** Types the passphrase, and waits for so many consultations in the list. */
export async function unlockedList(passphrase: string, rooms: number): Promise<Unlocked> {
  const accepted = new Promise<number>((resolve) => {
    const Before = window.Worker;
    // The one worker of the page derives the key, and says it in one message.
    window.Worker = class extends Before {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener("message", () => resolve(performance.now()));
      }
    };
  });
  const frame = (): Promise<void> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(() => resolve()));
    });
  const found = (): readonly HTMLTableRowElement[] => [
    ...document.querySelectorAll<HTMLTableRowElement>(".table--consultations tbody tr"),
  ];
  const all = new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (found().length < rooms) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  const field = document.querySelector<HTMLInputElement>("input[type=password]");
  if (field === null) throw new Error("there is no field for the passphrase");
  // As if typed: the page's own setter would keep the change from being seen.
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
  value?.set?.call(field, passphrase);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await frame();
  const asked = performance.now();
  field.form?.requestSubmit();
  const key = await accepted;
  await all;
  await frame();
  return {
    derived: key - asked,
    listed: performance.now() - key,
    rows: found().map((row) => [...row.cells].map((cell) => cell.innerText)),
  };
}

/** From a click on the first consultation of the list to its painted log with this text in it, in ms. */
export async function openedLog(text: string): Promise<number> {
  const log = (): string => document.querySelector("[role=log]")?.textContent ?? "";
  const there = new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (!log().includes(text)) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document, { childList: true, subtree: true, characterData: true });
  });
  const row = document.querySelector<HTMLButtonElement>(".table--consultations tbody tr button");
  if (row === null) throw new Error("there is no consultation to open");
  const clicked = performance.now();
  row.click();
  await there;
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - clicked)));
  });
}

/** The least that a click can take: from a click on a word to another word in its place, painted, in ms. */
export async function changedWord(selector: string): Promise<number> {
  const word = document.querySelector<HTMLElement>(selector);
  if (word === null) throw new Error("there is no word");
  word.addEventListener("click", () => (word.textContent = "Clicked"), { once: true });
  const clicked = performance.now();
  word.click();
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - clicked)));
  });
}

/** Until the client says that its homeserver answers. */
export async function connected(): Promise<void> {
  const says = (): boolean =>
    document.querySelector(".bar")?.textContent.includes("Connected") === true;
  while (!says()) await new Promise((resolve) => requestAnimationFrame(resolve));
}

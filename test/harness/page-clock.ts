import type { Page } from "playwright-core";

/**
 * Steps the clock that a page reads, its crypto machine's included; timers go on as they were set. Steps add up, and a
 * reload of the page ends them.
 *
 * @param by milliseconds; negative sets it back
 */
export async function stepPageClock(page: Page, by: number): Promise<void> {
  await page.evaluate((ms) => {
    const Before = Date;
    class Stepped extends Before {
      constructor(...given: readonly unknown[]) {
        // Only the clock is another one: a given moment means what it did.
        super(...((given.length === 0 ? [Before.now() + ms] : given) as [number]));
      }

      static override now(): number {
        return Before.now() + ms;
      }
    }
    globalThis.Date = Stepped as DateConstructor;
  }, by);
}

/** What a page's clock shows, in milliseconds. */
export function readPageClock(page: Page): Promise<number> {
  return page.evaluate(() => Date.now());
}

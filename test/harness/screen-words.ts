import type { Page } from "playwright-core";

/** Name of the record in the page. */
const RECORD = "wordsOnScreen";

/**
 * From here on notes when each of these phrases comes into sight or goes, however short it stands there. A reload of the
 * page ends it.
 */
export async function watchWords(page: Page, phrases: readonly string[]): Promise<void> {
  await page.evaluate(
    ({ record, phrases: watched }) => {
      const came: string[] = [];
      Reflect.set(window, record, came);
      const shown = new Set<string>();
      const look = (): void => {
        const text = document.body.innerText;
        for (const phrase of watched) {
          if (text.includes(phrase) === shown.has(phrase)) continue;
          if (shown.delete(phrase)) continue;
          shown.add(phrase);
          came.push(phrase);
        }
      };
      look();
      new MutationObserver(look).observe(document.body, {
        childList: true,
        subtree: true,
        characterData: true,
      });
    },
    { record: RECORD, phrases: [...phrases] },
  );
}

/** The phrases in the order in which they came into sight, again each time that they came again. */
export function wordsSeen(page: Page): Promise<readonly string[]> {
  return page.evaluate((record) => Reflect.get(window, record) as string[], RECORD);
}

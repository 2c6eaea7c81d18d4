/** What vitest writes about its tests, as far as it is read here. */
export interface Report {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

/** @param text of vitest's JSON report; null where it wrote none */
export function readReport(text: string | null): Report {
  if (text === null) return { testResults: [] };
  try {
    return JSON.parse(text) as Report;
  } catch {
    return { testResults: [] }; // cut off by a crash, which the exit code tells
  }
}

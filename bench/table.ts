import type { Measurement } from "./bench.ts";
import { summarise, type Summary } from "./statistics.ts";

/** The table as it stands in the README. */
export function markdownTable(measurements: readonly Measurement[]): string {
  return [
    "| measured | beside it | pairs | ratio: median (10th to 90th percentile) | goal |",
    "|---|---|---|---|---|",
    ...measurements.map(row),
  ].join("\n");
}

function row(measurement: Measurement): string {
  const summary = summarise(measurement);
  const { what, besideWhat, unit } = measurement;
  const cells = [
    `${what}: ${digits(summary.ours)} ${unit}`,
    `${besideWhat}: ${digits(summary.beside)} ${unit}`,
    String(summary.pairs),
    ratioCell(summary),
    goalCell(measurement, summary),
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function ratioCell({ ratio, pairs }: Summary): string {
  if (ratio === null) return "none";
  const median = `**${digits(ratio.median)}**`;
  return pairs === 1 ? median : `${median} (${digits(ratio.low)} to ${digits(ratio.high)})`;
}

function goalCell({ goal }: Measurement, { met }: Summary): string {
  if (goal === undefined) return "";
  const verdict = met === null ? "no ratio" : met ? "met" : "missed";
  return `≤ ${goal}: ${verdict}`;
}

/** Three digits that count: 0.0213, 4.52, 118, 2,310. */
export function digits(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 3 });
}

import type { Office } from "../harness/office.ts";

/** What an office counts as not taken in: how much for which reason, each reason once. */
export function refusals(office: Office): Readonly<Record<string, number>> {
  return Object.fromEntries(
    office.entries("room").flatMap((one) => {
      if (one.kind !== "room") return [];
      const { what } = one;
      if (what.event === "unreadable") return [["unreadable", what.count]];
      return what.event === "payload-refused" ? [[what.reason, what.count]] : [];
    }),
  ) as Readonly<Record<string, number>>;
}

import type { ActItem, LogItem, NoteItem, RoomItem } from "./log-view.ts";

/** What stands together in the log. `fresh`: the line "New" stands before it. */
export type LogGroup = { readonly key: string; readonly fresh: boolean } & (
  | { readonly kind: "day"; readonly text: string }
  | { readonly kind: "act"; readonly item: ActItem }
  | { readonly kind: "notes"; readonly items: readonly NoteItem[] }
  | { readonly kind: "room"; readonly item: RoomItem }
);

/** Notes that follow one another stand under one heading; the first that is new begins another. */
export function groupItems(
  items: readonly LogItem[],
  firstNew: string | null,
): readonly LogGroup[] {
  const groups: LogGroup[] = [];
  for (const item of items) {
    const fresh = item.key === firstNew;
    const last = groups.at(-1);
    if (item.kind === "note" && last?.kind === "notes" && !fresh) {
      groups[groups.length - 1] = { ...last, items: [...last.items, item] };
    } else if (item.kind === "note") {
      groups.push({ kind: "notes", key: item.key, fresh, items: [item] });
    } else if (item.kind === "day") {
      groups.push({ kind: "day", key: item.key, fresh, text: item.text });
    } else if (item.kind === "act") {
      groups.push({ kind: "act", key: item.key, fresh, item });
    } else {
      groups.push({ kind: "room", key: item.key, fresh, item });
    }
  }
  return groups;
}

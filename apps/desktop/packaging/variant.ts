/** `exercise`: for tests and demos, may be driven and opens exercise files; `release`: neither. */
export type Variant = "exercise" | "release";

export function parseVariant(text: string | undefined): Variant | null {
  return text === "exercise" || text === "release" ? text : null;
}

import { createStore, type StoreApi } from "zustand/vanilla";
import type { CardText } from "./card-fields.ts";
import type { WrittenWish } from "./WishDialog.tsx";

/**
 * What was typed for the Secretariat and not sent, while one looks at other screens. In memory alone: contact data are at
 * no time on the disk in the clear.
 */
export type Unsent = StoreApi<{
  readonly card: CardText | null;
  readonly wishes: { readonly [kind in WrittenWish]: string };
}>;

export function makeUnsent(): Unsent {
  return createStore(() => ({ card: null, wishes: { deputy: "", successor: "", other: "" } }));
}

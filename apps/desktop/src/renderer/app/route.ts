import type { ActDraft, ClientSnapshot, Consultation, Draft } from "@parley/client";
import type { DirectoryPage } from "../features/directory/index.ts";
import { createStore, type StoreApi } from "zustand/vanilla";

/** Which screen is shown. */
export type Route =
  | { readonly place: "home" }
  | { readonly place: "choose" }
  | { readonly place: "directory"; readonly page: DirectoryPage }
  | {
      readonly place: "consultation";
      readonly id: string;
      /** Known once it was found: an opening gets another id when it is signed. */
      readonly con: string | null;
    }
  | { readonly place: "compose"; readonly draft: string; readonly back: Route };

export const HOME: Route = { place: "home" };

/** The directory at one's own record. */
export const DIRECTORY: Route = { place: "directory", page: { show: "record", rec: null } };

export function makeRoute(): StoreApi<Route> {
  return createStore<Route>(() => HOME);
}

/** The consultation of a route: by its id, or by what it was found as before. */
export function consultationOf(route: Route, snapshot: ClientSnapshot): Consultation | null {
  if (route.place !== "consultation") return null;
  const { consultations } = snapshot;
  return (
    consultations.find((one) => one.id === route.id) ??
    consultations.find((one) => one.con === route.con) ??
    null
  );
}

/** The route with what the snapshot says of it; the same object where nothing is new. */
export function settled(route: Route, snapshot: ClientSnapshot): Route {
  const found = consultationOf(route, snapshot);
  if (route.place !== "consultation" || found === null) return route;
  if (route.id === found.id && route.con === found.con) return route;
  return { place: "consultation", id: found.id, con: found.con };
}

/**
 * The draft that a form shows: as it was opened, for as long as the form stands. Signing and discarding take it from the
 * snapshot before they end, and nobody is told then that it is gone. Null: there was none when the form was opened.
 */
export function openedDraft(
  opened: ActDraft | null,
  id: string,
  { drafts }: Pick<ClientSnapshot, "drafts">,
): ActDraft | null {
  if (opened?.id === id) return opened;
  return drafts.find((one): one is ActDraft => one.kind !== "note" && one.id === id) ?? null;
}

/** A draft that says what a new one would be for: it is gone on with instead. */
export function sameDraft(
  drafts: readonly Draft[],
  wish: { readonly kind: "T02" | "T04"; readonly channel: string; readonly re: string | null },
): string | null {
  const found = drafts.find(
    (draft) => draft.kind === wish.kind && draft.channel === wish.channel && draft.re === wish.re,
  );
  return found?.id ?? null;
}

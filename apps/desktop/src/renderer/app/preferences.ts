import { createStore, type StoreApi } from "zustand/vanilla";

/** How the window looks and listens; kept per profile, nothing secret. */
export interface Preferences {
  readonly theme: Theme;
  /** Keys without Ctrl or Alt do something outside of text fields. */
  readonly singleKeys: boolean;
}

export const THEMES = ["system", "light", "dark", "contrast"] as const;
export type Theme = (typeof THEMES)[number];

/** Where preferences are kept: `localStorage`, or the like. */
export type Keep = Pick<Storage, "getItem" | "setItem">;

const NAME = "parley.preferences";
const DEFAULT: Preferences = { theme: "system", singleKeys: true };

/** What was kept; anything that does not fit is the default. */
export function readPreferences(text: string | null): Preferences {
  let value: unknown;
  try {
    value = JSON.parse(text ?? "null");
  } catch {
    return DEFAULT;
  }
  if (typeof value !== "object" || value === null) return DEFAULT;
  const fields = new Map<string, unknown>(Object.entries(value));
  const theme = THEMES.find((one) => one === fields.get("theme")) ?? DEFAULT.theme;
  return { theme, singleKeys: fields.get("singleKeys") !== false };
}

export function keptPreferences(keep: Keep): StoreApi<Preferences> {
  const store = createStore<Preferences>(() => readPreferences(keep.getItem(NAME)));
  store.subscribe((preferences) => keep.setItem(NAME, JSON.stringify(preferences)));
  return store;
}

/** The colours for a wish and what the system asks for. */
export function shownTheme(
  theme: Theme,
  system: { readonly dark: boolean; readonly contrast: boolean },
): "light" | "dark" | "contrast" {
  if (theme !== "system") return theme;
  if (system.contrast) return "contrast";
  return system.dark ? "dark" : "light";
}

/** Puts the theme on the document, now and whenever wish or system change. Returns what ends it. */
export function followTheme(store: StoreApi<Preferences>, window: Window): () => void {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const contrast = window.matchMedia("(prefers-contrast: more)");
  const apply = (): void => {
    const system = { dark: dark.matches, contrast: contrast.matches };
    window.document.documentElement.dataset["theme"] = shownTheme(store.getState().theme, system);
  };
  apply();
  const stop = store.subscribe(apply);
  dark.addEventListener("change", apply);
  contrast.addEventListener("change", apply);
  return () => {
    stop();
    dark.removeEventListener("change", apply);
    contrast.removeEventListener("change", apply);
  };
}

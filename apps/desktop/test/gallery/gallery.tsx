import "../../src/renderer/app/styles.ts";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";

/**
 * Every state of every screen on a page of its own: `?page=NAME&theme=light|dark|contrast`. A file `*.pages.tsx`
 * beside this one exports `pages`, by name.
 */
export interface PagesModule {
  readonly pages: { readonly [name: string]: () => ReactNode };
}

const modules = import.meta.glob<PagesModule>("./*.pages.tsx", { eager: true });
const pages = Object.assign(
  {},
  ...Object.values(modules).map((one) => one.pages),
) as PagesModule["pages"];
const asked = new URLSearchParams(location.search);
const page = asked.get("page");
document.documentElement.dataset["theme"] = asked.get("theme") ?? "light";
const Page = page === null ? undefined : pages[page];
createRoot(document.getElementById("root")!).render(
  Page === undefined ? (
    <ul id="names">
      {Object.keys(pages).map((name) => (
        <li key={name}>
          <a href={`?page=${name}`}>{name}</a>
        </li>
      ))}
    </ul>
  ) : (
    <Page />
  ),
);

import "./styles.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { DesktopApi } from "../../contract/index.ts";
import { App } from "./App.tsx";
import { systemClock } from "./clock.ts";
import { Entry } from "./entry.ts";
import { FaultBoundary } from "./FaultBoundary.tsx";
import { realParts } from "./parts.ts";
import { followTheme, keptPreferences } from "./preferences.ts";

declare global {
  interface Window {
    /** Put there by the preload script; the only way out of this page besides the homeserver. */
    readonly parley: DesktopApi;
  }
}

/** A fault of the program, for whoever looks at the console. What people wrote never stands in an error. */
function onFault(fault: unknown): void {
  reportError(fault);
}

const place = document.getElementById("root");
if (place === null) throw new Error("the page has no place for the client");
const preferences = keptPreferences(localStorage);
followTheme(preferences, window);
const entry = new Entry(realParts(window.parley, onFault));
createRoot(place).render(
  <StrictMode>
    <FaultBoundary onAgain={() => location.reload()}>
      <App
        entry={entry}
        api={window.parley}
        clock={systemClock}
        preferences={preferences}
        onFault={onFault}
      />
    </FaultBoundary>
  </StrictMode>,
);
entry.start();

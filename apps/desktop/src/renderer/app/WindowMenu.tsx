import type { ReactNode } from "react";
import type { StoreApi } from "zustand/vanilla";
import { useStore } from "zustand";
import { Menu, type MenuItem } from "../ui/Menu.tsx";
import { app } from "../words/en/app.ts";
import { say } from "../words/message.ts";
import { THEMES, type Preferences } from "./preferences.ts";

/** Colours of the window. */
export function ThemeMenu({ preferences }: { preferences: StoreApi<Preferences> }): ReactNode {
  const { theme } = useStore(preferences);
  const items = THEMES.map((one): MenuItem => ({
    key: one,
    label: say(app.themes[one]),
    checked: one === theme,
    onChosen: () => preferences.setState({ theme: one }),
  }));
  return (
    <Menu
      label={say(app.themes.label)}
      icon="contrast"
      groups={[{ name: say(app.themes.label), items }]}
    />
  );
}

/** Shortcuts, and the ways out. */
export function DeskMenu({
  preferences,
  onLock,
  onSignOut,
  onQuit,
}: {
  preferences: StoreApi<Preferences>;
  onLock: () => void;
  onSignOut: () => void;
  onQuit: () => void;
}): ReactNode {
  const { singleKeys } = useStore(preferences);
  return (
    <Menu
      label={say(app.menu)}
      icon="more"
      groups={[
        {
          name: say(app.keys),
          items: [
            {
              key: "keys",
              label: say(app.singleKeys),
              checked: singleKeys,
              choice: "each",
              onChosen: () => preferences.setState({ singleKeys: !singleKeys }),
            },
          ],
        },
        {
          name: say(app.ways),
          items: [
            {
              key: "lock",
              icon: "lock",
              label: say(app.lockMenu),
              keys: "Ctrl Shift L",
              onChosen: onLock,
            },
            { key: "sign-out", icon: "stop", label: say(app.signOut), onChosen: onSignOut },
            { key: "quit", icon: "close", label: say(app.quit), onChosen: onQuit },
          ],
        },
      ]}
    />
  );
}

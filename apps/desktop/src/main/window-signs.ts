import { app, Notification, type BrowserWindow } from "electron";
import type { Signs } from "./attention.ts";

/** The signs of a window and of the program's icon. */
export function windowSigns(window: BrowserWindow): Signs {
  return {
    title: (text) => window.setTitle(text),
    badge: (count) => app.setBadgeCount(count),
    flash: (on) => window.flashFrame(on),
    inFront: () => window.isFocused() && !window.isMinimized(),
    bringToFront: () => bringToFront(window),
    notify: (text, onClick) => {
      if (!Notification.isSupported()) return () => undefined;
      const notification = new Notification(text);
      notification.on("click", onClick);
      notification.show();
      return () => notification.close();
    },
  };
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

import { app, Notification, type BrowserWindow } from "electron";
import type { Attention } from "../contract/index.ts";
import { WORDS } from "./words.ts";

/** Shows how much waits, and rings when something arrives while the person looks elsewhere; never with content. */
export class AttentionSigns {
  readonly #window: BrowserWindow;
  readonly #title: string;
  /** Kept, so that a click on it still finds its listener. */
  #shown: Notification | null = null;

  constructor(window: BrowserWindow, title: string) {
    this.#window = window;
    this.#title = title;
    window.setTitle(title);
    window.on("focus", () => this.#calm());
    window.on("closed", () => this.#shown?.close());
  }

  show({ unread, arrived }: Attention): void {
    this.#window.setTitle(WORDS.titleWithCount(this.#title, unread));
    app.setBadgeCount(unread);
    if (unread === 0) this.#calm();
    if (arrived && !this.#window.isFocused()) this.#ring();
  }

  #ring(): void {
    this.#window.flashFrame(true);
    if (!Notification.isSupported()) return;
    this.#shown?.close();
    const notification = new Notification({ title: WORDS.product, body: WORDS.newActivity });
    notification.on("click", () => bringToFront(this.#window));
    notification.show();
    this.#shown = notification;
  }

  #calm(): void {
    this.#window.flashFrame(false);
    this.#shown?.close();
    this.#shown = null;
  }
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

import { app, type Session } from "electron";
import { isOwnUrl, mayLoad } from "./page-policy.ts";

/** Denies what the page has no use for: connections elsewhere, permissions, devices, downloads. */
export function lockSession(session: Session, homeserver: string | null): void {
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !mayLoad(details.url, homeserver) });
  });
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  session.setSpellCheckerEnabled(false);
  session.on("will-download", (event) => event.preventDefault());
  session.on("select-hid-device", (event) => event.preventDefault());
  session.on("select-serial-port", (event) => event.preventDefault());
  session.on("select-usb-device", (event) => event.preventDefault());
}

/** Holds every page, whoever makes it, to the one address it was opened with. To be called before the first window. */
export function lockPages(): void {
  app.on("web-contents-created", (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
    // A reload of the own page is no way out; everything else is.
    contents.on("will-frame-navigate", (event) => {
      if (!event.isMainFrame || !isOwnUrl(event.url)) event.preventDefault();
    });
    contents.on("will-redirect", (event) => event.preventDefault());
    contents.on("will-attach-webview", (event) => event.preventDefault());
    contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
  });
  // A certificate that the system does not trust is refused, and no client certificate is ever offered.
  app.on("certificate-error", (_event, _contents, _url, _error, _certificate, decide) =>
    decide(false),
  );
  app.on("select-client-certificate", (event, _contents, _url, _list, decide) => {
    event.preventDefault();
    decide();
  });
  app.on("login", (_event, _contents, _request, _info, decide) => decide());
}

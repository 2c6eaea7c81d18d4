import { readFile } from "node:fs/promises";
import path from "node:path";
import { protocol, type Session } from "electron";
import { pageFile } from "./page-file.ts";
import { pageHeaders, SCHEME } from "./page-policy.ts";

/** To be called before the program is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the page's files out of the packed program. */
export function serveScheme(session: Session, folder: string, homeserver: string | null): void {
  const headers = pageHeaders(homeserver);
  session.protocol.handle(SCHEME, async (request) => {
    if (request.method !== "GET") return new Response(null, { status: 405, headers });
    const file = pageFile(request.url);
    if (file === null) return new Response(null, { status: 404, headers });
    try {
      const body = await readFile(path.join(folder, ...file.segments));
      return new Response(new Uint8Array(body), {
        headers: { ...headers, "Content-Type": file.type },
      });
    } catch {
      return new Response(null, { status: 404, headers });
    }
  });
}

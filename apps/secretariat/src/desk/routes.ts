import type { DeskHandler } from "./contract.ts";

export type DeskCall = keyof DeskHandler;

/** Where each call of the desk lives. `:id` stands for the one argument that is part of the path. */
const ROUTES: Readonly<Record<DeskCall, string>> = {
  health: "GET /health",
  log: "GET /log",
  request: "GET /request",
  headKey: "GET /head-key",
  pending: "GET /pending",
  openTicket: "POST /tickets",
  proposals: "GET /proposals",
  carry: "POST /proposals",
  withdraw: "POST /proposals/:id/withdraw",
  publish: "POST /publish",
  wishes: "GET /wishes",
  wishDone: "POST /wishes/:id/done",
  cards: "GET /cards/:id",
  eraseCard: "POST /cards/:id/erase",
  reports: "GET /reports",
};

/** A call and the argument in its path, if there is one; null where no route has this form. */
export function routeOf(
  method: string,
  path: string,
): { readonly call: DeskCall; readonly id: string | null } | null {
  const given = path.split("/");
  for (const call of Object.keys(ROUTES) as DeskCall[]) {
    const [wanted, pattern = ""] = ROUTES[call].split(" ");
    const parts = pattern.split("/");
    if (wanted !== method || parts.length !== given.length) continue;
    if (!parts.every((part, i) => part === ":id" || part === given[i])) continue;
    const at = parts.indexOf(":id");
    const id = at < 0 ? null : (given[at] ?? "");
    return id === null || ID.test(id) ? { call, id } : null;
  }
  return null;
}

/** Method and path of a call. */
export function pathOf(
  call: DeskCall,
  id: string | null,
): { readonly method: string; readonly path: string } {
  const [method = "", pattern = ""] = ROUTES[call].split(" ");
  return { method, path: pattern.replace(":id", id ?? "") };
}

/** Record ids, hashes and names of wishes: nothing that has a meaning in a path. */
const ID = /^[\w-]{1,64}$/;

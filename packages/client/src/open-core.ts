import { accept, refuse, type Result } from "@parley/base";
import { randomBytes, ready } from "@parley/crypto";
import { epochOf } from "@parley/protocol";
import type { Session } from "@parley/session";
import type { StoreRefusal } from "@parley/storage";
import { Core } from "./core.ts";
import type { ClientParts } from "./parts.ts";
import { sessionOptions } from "./session-keeper.ts";
import { State } from "./state.ts";

export type OpenRefusal =
  | { readonly reason: "no-profile" }
  | { readonly reason: "store"; readonly refusal: StoreRefusal }
  /** The profile was made under another trust root than this build or exercise has. */
  | { readonly reason: "other-root" }
  /** The crypto machine's own store does not open: damaged, or not of this profile. */
  | { readonly reason: "crypto-store" };

/** Reads what is at rest and opens the session on its store; nothing is asked of a server yet. */
export async function openCore(
  parts: ClientParts,
  end: Core["end"],
): Promise<Result<{ readonly core: Core; readonly session: Session }, OpenRefusal>> {
  await ready();
  const loaded = await parts.store.load();
  if (!loaded.ok) return refuse({ reason: "store", refusal: loaded.refusal });
  const state = State.of(loaded.value);
  if (!state.ok) return refuse({ reason: "store", refusal: state.refusal });
  if (state.value === null) return refuse({ reason: "no-profile" });
  if (state.value.profile.root !== parts.root) return refuse({ reason: "other-root" });
  const session = await parts.sessions.open(sessionOptions(parts, state.value)).catch(() => null);
  if (session === null) return refuse({ reason: "crypto-store" });
  const core = new Core(parts, state.value, session.device, epochOf(randomBytes(8)), end);
  return accept({ core, session });
}

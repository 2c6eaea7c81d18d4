import path from "node:path";
import type * as Secretariat from "@parley/secretariat";
import { vi } from "vitest";
import type * as Lines from "../harness/line-network.ts";
import type * as Newcomers from "../harness/newcomer.ts";
import type * as Office from "../harness/office.ts";
import type * as Service from "../service/stage.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** One module of the product, and what stands in for some of its exports. */
export interface Replacement {
  /** Absolute. */
  readonly module: string;
  readonly by: (original: object) => object;
}

/** What keeps an attack from working, and the product composed without it. */
export interface Defence {
  /** What it does, in one sentence. */
  readonly is: string;
  readonly without: readonly Replacement[];
}

/**
 * Stands in for exports of a module of the product, in the harness alone: whoever imports it gets these.
 *
 * @param module below the root; `Original` is its type, as `import type * as Module` gives it.
 */
export function instead<Original extends object>(
  module: string,
  by: (original: Original) => Partial<Original>,
): Replacement {
  return { module: path.join(ROOT, module), by: by as (original: object) => object };
}

/** What plays on a stage: loaded anew, with one defence taken out where there is one. */
export type Cast = typeof Office & {
  /** Those who come with a ticket. */
  readonly newcomers: () => Promise<typeof Newcomers>;
  /** As little of the service as lines need, so that it says what an attack wants it to. */
  readonly lines: () => Promise<typeof Lines>;
  /** The officers' side, and the service. */
  readonly secretariat: () => Promise<typeof Secretariat>;
  /** Both set up, on a homeserver that is there. */
  readonly service: () => Promise<typeof Service>;
};

/** Loads the product, whole or without a defence. Ends what was composed before. */
export async function compose(defence: Defence | null): Promise<Cast> {
  for (const module of taken.splice(0)) vi.doUnmock(module);
  vi.resetModules();
  for (const { module, by } of defence?.without ?? []) {
    taken.push(module);
    vi.doMock(module, async (importOriginal) => {
      const original = await importOriginal<object>();
      return { ...original, ...by(original) };
    });
  }
  return {
    ...(await import("../harness/office.ts")),
    newcomers: () => import("../harness/newcomer.ts"),
    lines: () => import("../harness/line-network.ts"),
    secretariat: () => import("@parley/secretariat"),
    service: () => import("../service/stage.ts"),
  };
}

const taken: string[] = [];

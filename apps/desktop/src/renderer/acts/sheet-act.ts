import type { Mode, StateCode } from "@parley/base";
import type { Ask, Disclosure, Pap, Precedence, Tlp } from "@parley/protocol";

/**
 * What stands on a sheet. A received `Act` is one as it is; a draft becomes one by handing its fields over as they
 * were typed so far: what does not read as a value of its field is left out, not refused.
 */
export interface SheetAct {
  /** Of the envelope: `T02`, `T04`, `roster`; others are shown by their fallback text. */
  readonly kind: string;
  readonly mode: Mode;
  /** Null where it cannot be read: shown as the strictest. */
  readonly tlp: Tlp | null;
  readonly pap?: Pap;
  readonly disc?: Disclosure;
  readonly prec?: Precedence | null;
  readonly to: readonly StateCode[];
  /** Language of the free text, ISO 639. */
  readonly lang: string;
  /** Codes of standard phrases; an unknown one is left out. */
  readonly res: readonly string[];
  readonly ask: Ask;
  readonly files?: readonly unknown[];
  readonly f: { readonly [field: string]: unknown };
}

/** Whose clocks a time is shown on: the reader's own, then those of the other parties, then UTC. */
export interface TimeFrame {
  readonly here: StateCode | null;
  readonly parties: readonly StateCode[];
}

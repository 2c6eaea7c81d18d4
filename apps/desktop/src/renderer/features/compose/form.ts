import type { Instant } from "@parley/base";
import type { ActDraft } from "@parley/client";
import type { ComposeSetting } from "./compose-setting.ts";
import type { DraftChange } from "./draft-fields.ts";

/** What every field of a form is given. */
export interface ComposeForm {
  readonly draft: ActDraft;
  readonly change: (change: DraftChange) => void;
  /** The sentence beside a field; what is only missing is not said before a person wished to sign. */
  readonly errorOf: (field: string) => string | null;
  /** A person wished to sign and was shown what is missing. */
  readonly attempted: boolean;
  readonly setting: ComposeSetting;
  readonly now: Instant;
}

import type { ReactNode } from "react";
import { ICON_PATHS, type IconName } from "./icon-paths.ts";

export type { IconName } from "./icon-paths.ts";

/** A drawing beside words; never the only carrier of a meaning, so it is hidden from assistive technology. */
export function Icon({ name, large = false }: { name: IconName; large?: boolean }): ReactNode {
  return (
    <svg
      className={large ? "i i--l" : "i"}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}

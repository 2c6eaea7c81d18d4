import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { Icon, type IconName } from "./Icon.tsx";

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** One primary button on a screen: the likeliest next step. */
  readonly kind?: "plain" | "primary" | "quiet" | "grave";
  readonly size?: "s" | "m" | "l";
  readonly icon?: IconName;
  /** The single key that does the same. */
  readonly shortcut?: string;
  /** At work: shows it, and does nothing when pressed again. */
  readonly busy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with words. Disabled ones stay reachable by keyboard, so that their reason can be read. */
export function Button({
  kind = "plain",
  size = "m",
  icon,
  shortcut,
  busy = false,
  disabled = false,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps): ReactNode {
  const off = disabled || busy;
  const names = ["btn"];
  if (kind !== "plain") names.push(`btn--${kind}`);
  if (size !== "m") names.push(`btn--${size}`);
  if (className !== undefined) names.push(className);
  return (
    <button
      {...rest}
      // A disabled submit button would still submit by Enter in a field; forms check again.
      type={off ? "button" : type}
      className={names.join(" ")}
      aria-disabled={disabled || undefined}
      aria-busy={busy || undefined}
      aria-keyshortcuts={shortcut}
      onClick={off ? undefined : onClick}
    >
      {busy ? (
        <span className="spin" aria-hidden="true" />
      ) : (
        icon !== undefined && <Icon name={icon} />
      )}
      {children}
      {shortcut !== undefined && (
        <span className="kbd" aria-hidden="true">
          {shortcut}
        </span>
      )}
    </button>
  );
}

/** A button whose words are only spoken and shown on hovering. */
export function IconButton({
  icon,
  label,
  look = "btn btn--quiet btn--icon",
  ...rest
}: Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className" | "aria-label"> & {
  icon: IconName;
  label: string;
  look?: string;
}): ReactNode {
  return (
    <button {...rest} type="button" className={look} aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  );
}

/** A button that reads like a link inside a sentence. */
export function LinkButton({
  children,
  onClick,
}: {
  children: ReactNode;
  onClick: () => void;
}): ReactNode {
  return (
    <button type="button" className="linkbtn" onClick={onClick}>
      {children}
    </button>
  );
}

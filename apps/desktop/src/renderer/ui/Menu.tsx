import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

export interface MenuItem {
  readonly key: string;
  readonly label: string;
  readonly icon?: IconName;
  /** Keys that do the same, as they are printed. */
  readonly keys?: string;
  /** Set: the item is one of several, and this says whether it holds now. */
  readonly checked?: boolean;
  /** `one` of a group, or `each` for itself; only with `checked`. */
  readonly choice?: "one" | "each";
  readonly onChosen: () => void;
}

/** A button that opens a list of things to do. Arrows move, Esc closes and gives the focus back. */
export function Menu({
  label,
  icon,
  groups,
}: {
  label: string;
  icon: IconName;
  groups: readonly { readonly name: string; readonly items: readonly MenuItem[] }[];
}): ReactNode {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    itemsOf(root.current)[0]?.focus();
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && root.current?.contains(event.target) !== true)
        setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div className="menubutton" ref={root}>
      <button
        ref={button}
        type="button"
        className="barbtn"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon name={icon} />
      </button>
      {open && (
        <div
          className="menu menubutton__list"
          role="menu"
          tabIndex={-1}
          id={id}
          aria-label={label}
          onKeyDown={(event) => {
            const items = itemsOf(root.current);
            const at = items.findIndex((item) => item === document.activeElement);
            const to = nextIndex(event.key, at, items.length);
            if (to !== null) items[to]?.focus();
            else if (event.key === "Escape") close();
            else if (event.key === "Tab") setOpen(false);
            if (to !== null || event.key === "Escape") {
              event.preventDefault();
              event.stopPropagation();
            }
          }}
        >
          {groups.map((group, i) => (
            <fieldset key={group.name} aria-label={group.name}>
              {i > 0 && <hr />}
              {group.items.map((item) => (
                <button
                  key={item.key}
                  type="button"
                  role={roleOf(item)}
                  aria-checked={item.checked}
                  tabIndex={-1}
                  onClick={() => {
                    close();
                    item.onChosen();
                  }}
                >
                  {item.checked === true ? (
                    <Icon name="check" />
                  ) : item.icon === undefined ? (
                    <span />
                  ) : (
                    <Icon name={item.icon} />
                  )}
                  <span>{item.label}</span>
                  {item.keys !== undefined && <span className="kbd">{item.keys}</span>}
                </button>
              ))}
            </fieldset>
          ))}
        </div>
      )}
    </div>
  );
}

function roleOf(item: MenuItem): string {
  if (item.checked === undefined) return "menuitem";
  return item.choice === "each" ? "menuitemcheckbox" : "menuitemradio";
}

function itemsOf(root: HTMLElement | null): readonly HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
}

function nextIndex(key: string, at: number, length: number): number | null {
  switch (key) {
    case "ArrowDown":
      return (at + 1) % length;
    case "ArrowUp":
      return (at - 1 + length) % length;
    case "Home":
      return 0;
    case "End":
      return length - 1;
    default:
      return null;
  }
}

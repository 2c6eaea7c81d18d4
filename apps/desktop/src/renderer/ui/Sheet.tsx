import type { ReactNode } from "react";

/** A white sheet on the working area. */
export function Sheet({
  padded = true,
  narrow = false,
  children,
}: {
  padded?: boolean;
  narrow?: boolean;
  children: ReactNode;
}): ReactNode {
  return (
    <div className={narrow ? "sheet sheet--narrow" : "sheet"}>
      {padded ? <div className="sheet__p stack">{children}</div> : children}
    </div>
  );
}

/** Heading of a section, over a rule, with small words at the right. */
export function SectionHead({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children?: ReactNode;
}): ReactNode {
  return (
    <div className="sec__h">
      <h2 className="h2">{title}</h2>
      {children}
      {aside !== undefined && <span className="meta">{aside}</span>}
    </div>
  );
}

/** Names and values. `rows`: names beside values; `columns`: names above values, two beside each other. */
export function KeyValues({
  rows,
  look = "rows",
}: {
  rows: readonly { name: string; value: ReactNode; wide?: boolean }[];
  look?: "rows" | "narrow" | "columns" | "single";
}): ReactNode {
  if (look === "columns") {
    return (
      <dl className="dl">
        {rows.map((row) => (
          <div key={row.name} className={row.wide === true ? "wide" : undefined}>
            <dt>{row.name}</dt>
            <dd>{row.value}</dd>
          </div>
        ))}
      </dl>
    );
  }
  const looks = { rows: "kv", narrow: "kv kv--s", single: "kv kv--1" };
  return (
    <dl className={looks[look]}>
      {rows.flatMap((row) => [
        <dt key={`${row.name} name`}>{row.name}</dt>,
        <dd key={row.name}>{row.value}</dd>,
      ])}
    </dl>
  );
}

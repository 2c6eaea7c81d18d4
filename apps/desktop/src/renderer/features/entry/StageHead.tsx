import type { ReactNode } from "react";

/** Title of a stage and what it is about. */
export function StageHead({ title, lead }: { title: string; lead: string }): ReactNode {
  return (
    <div>
      <h1 className="title">{title}</h1>
      <p className="lead">{lead}</p>
    </div>
  );
}

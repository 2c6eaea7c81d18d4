import { Component, type ReactNode } from "react";
import { Stopped } from "../features/entry/index.ts";

/** A fault while drawing leaves a sentence and a way on instead of an empty window. */
export class FaultBoundary extends Component<
  { readonly onAgain: () => void; readonly children: ReactNode },
  { readonly fault: boolean }
> {
  override state: { readonly fault: boolean } = { fault: false };

  static getDerivedStateFromError(): { readonly fault: boolean } {
    return { fault: true };
  }

  override render(): ReactNode {
    if (!this.state.fault) return this.props.children;
    return (
      <main className="gate__main">
        <Stopped reason="unexpected" onAgain={this.props.onAgain} onAnew={null} />
      </main>
    );
  }
}

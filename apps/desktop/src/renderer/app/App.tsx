import type { ReactNode } from "react";
import { say } from "../words/message.ts";
import { app } from "../words/en/app.ts";

/** The client with its face. */
export function App(): ReactNode {
  return <p>{say(app.name)}</p>;
}

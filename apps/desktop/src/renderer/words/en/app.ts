import { message } from "../message.ts";

export const app = {
  name: message("Parley"),
} as const;

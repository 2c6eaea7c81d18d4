import { app } from "electron";
import { CALLS } from "../contract/index.ts";

app.enableSandbox();
export const x: string = CALLS.start.channel;

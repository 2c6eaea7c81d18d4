export { deskClient, readDeskFile, type DeskClient, type DeskFile } from "./desk/index.ts";

export { startHomeserver, type Homeserver, type HomeserverOptions } from "./homeserver.ts";
export { HomeserverFailure } from "./failure.ts";
export type { Account } from "./account.ts";

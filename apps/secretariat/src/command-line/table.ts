import type { Command } from "./command.ts";
import { initOfficer } from "./init-officer.ts";
import { initRoot } from "./init-root.ts";
import { initService } from "./init-service.ts";
import { show } from "./show.ts";
import { verify } from "./verify.ts";

/** Every command of the Secretariat, in the order of their use. */
export const COMMANDS: readonly Command[] = [initOfficer, initRoot, initService, verify, show];

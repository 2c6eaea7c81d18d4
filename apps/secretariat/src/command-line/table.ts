import { admit } from "./admit.ts";
import { card } from "./card.ts";
import { carried } from "./carried.ts";
import type { Command } from "./command.ts";
import { disable } from "./disable.ts";
import { initOfficer } from "./init-officer.ts";
import { initRoot } from "./init-root.ts";
import { initService } from "./init-service.ts";
import { invite } from "./invite.ts";
import { list } from "./list.ts";
import { pending } from "./pending.ts";
import { publish } from "./publish.ts";
import { reset } from "./reset.ts";
import { rotateHeadkey } from "./rotate-headkey.ts";
import { rotateRoot } from "./rotate-root.ts";
import { serve } from "./serve.ts";
import { show } from "./show.ts";
import { sign } from "./sign.ts";
import { verify } from "./verify.ts";
import { wishes } from "./wishes.ts";

/** Every command of the Secretariat, in the order of their use. */
export const COMMANDS: readonly Command[] = [
  initOfficer,
  initRoot,
  initService,
  serve,
  invite,
  pending,
  admit,
  list,
  disable,
  reset,
  card,
  rotateRoot,
  rotateHeadkey,
  sign,
  publish,
  carried,
  wishes,
  verify,
  show,
];

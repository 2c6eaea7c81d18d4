import { ACTS } from "./acts/attacks.ts";
import { ADDITIONS } from "./additions/attacks.ts";
import type { Topic } from "./attack.ts";
import { DELIVERY } from "./delivery/attacks.ts";
import { DEVICES } from "./devices/attacks.ts";
import { FLOODS } from "./floods/attacks.ts";
import { DIRECTORY } from "./directory/attacks.ts";
import { ENROLMENT } from "./enrolment/attacks.ts";
import { MEMBERSHIP } from "./membership/attacks.ts";
import { PAYLOADS } from "./payloads/attacks.ts";
import { ROOMS } from "./rooms/attacks.ts";

/** All attacks on the client without a face. */
export const TOPICS: readonly Topic[] = [
  MEMBERSHIP,
  DEVICES,
  ROOMS,
  DELIVERY,
  ADDITIONS,
  FLOODS,
  PAYLOADS,
  ACTS,
  DIRECTORY,
  ENROLMENT,
];

export type { Act, SignedAct, Opening, Ask, Tlp, Pap, Precedence, Disclosure, ActKind, FileReference, Clearance } from "./act.ts";

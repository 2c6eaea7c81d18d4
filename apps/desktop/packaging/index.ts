export { fusesAmiss, type FuseName } from "./fuses.ts";
export { packagedClient, type Otherwise, type PackagedClient } from "./packaged-client.ts";
export { parseVariant, type Variant } from "./variant.ts";

import { startService } from "@parley/secretariat";
import { granted } from "./granted.ts";
import { fillServiceFolder } from "./service-folder.ts";
import type { Service, ServiceOptions } from "./service.ts";

/** Starts the service in this process, for tests; it is the very same otherwise. */
export async function serviceHere(options: ServiceOptions): Promise<Service> {
  fillServiceFolder(options);
  const running = granted(await startService({ dir: options.dir }));
  return { user: options.account.user, desk: running.desk(), stop: () => running.stop() };
}

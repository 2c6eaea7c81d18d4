import { spawnSync } from "node:child_process";

/** Whether this process may mount: as root, and not in a container that forbids it. Tries it where nobody sees it. */
export const MAY_MOUNT: boolean =
  spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], { stdio: "ignore" })
    .status === 0;

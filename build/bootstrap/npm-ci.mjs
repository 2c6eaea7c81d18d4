/**
 * Installs what the lock file of the folder names, without running anything of it, and without long waits where the
 * network is away.
 *
 * @satisfies {Pick<import("./tool.mjs").ToolRun, "command" | "args">}
 */
export const NPM_CI = {
  command: "npm",
  args: [
    "ci",
    "--ignore-scripts",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
    "--fetch-retries=1",
    "--fetch-retry-mintimeout=1000",
  ],
};

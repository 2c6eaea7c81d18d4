/**
 * `node apps/desktop/packaging/package.ts exercise` or `... release [NETWORK]`: packages the client, a release with the
 * network file of that path inside; the client's path is the last line printed.
 */
import { readFileSync } from "node:fs";
import { packagedClient, parseVariant } from "./index.ts";

const [given, file] = process.argv.slice(2);
const variant = parseVariant(given);
if (variant === null || (variant === "exercise" && file !== undefined)) {
  process.stderr.write(
    "Say which client to package: exercise, or release with its network file.\n",
  );
  process.exitCode = 2;
} else {
  const network = file === undefined ? undefined : readFileSync(file, "utf8");
  const { executable } = await packagedClient(
    variant,
    network === undefined ? undefined : { name: "network", madeOf: network, plugins: [], network },
  );
  process.stdout.write(`${executable}\n`);
}

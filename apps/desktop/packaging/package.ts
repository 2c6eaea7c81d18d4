/** `node apps/desktop/packaging/package.ts exercise|release`: packages the client; its path is the last line printed. */
import { packagedClient, parseVariant } from "./index.ts";

const variant = parseVariant(process.argv[2]);
if (variant === null) {
  process.stderr.write("Say which client to package: exercise or release.\n");
  process.exitCode = 2;
} else {
  const { executable } = await packagedClient(variant);
  process.stdout.write(`${executable}\n`);
}

import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Packages the exercise client, unless that was done before; answers the path of its program. In a process of its own:
 * the packaging tools put their hands on signals and on the exit code of the process that they run in (one that had
 * failed ended with 0), and keep much memory.
 */
export async function packageClient(): Promise<string> {
  const packaging = path.dirname(fileURLToPath(import.meta.resolve("@parley/desktop/packaging")));
  const child = spawn(process.execPath, [path.join(packaging, "package.ts"), "exercise"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  let said = "";
  child.stdout.on("data", (part) => {
    printed += String(part);
  });
  child.stderr.on("data", (part) => {
    said += String(part);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const executable = printed.trimEnd().split("\n").at(-1) ?? "";
  if (code !== 0 || !path.isAbsolute(executable)) {
    throw new Error(
      `The desktop client could not be packaged.\n${`${printed}${said}`.slice(-4000)}`,
    );
  }
  return executable;
}

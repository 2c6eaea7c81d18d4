import { runCommand } from "./command-line/run.ts";
import { COMMANDS } from "./command-line/table.ts";
import { ProcessTerminal } from "./command-line/terminal.ts";

const terminal = new ProcessTerminal();
process.exitCode = await runCommand(
  process.argv.slice(2),
  COMMANDS,
  { terminal, now: Date.now },
  {
    results: (text) => process.stdout.write(text),
    errors: (text) => process.stderr.write(text),
  },
);
terminal.close();

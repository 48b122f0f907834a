import { runOpenCommand } from "./open-command.ts";

process.exitCode = await runOpenCommand(process.argv.slice(2), {
  say: (text) => process.stdout.write(text),
  note: (text) => process.stderr.write(`${text}\n`),
});

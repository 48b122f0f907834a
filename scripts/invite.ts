import { runInviteCommand } from "./invite-command.ts";

process.exitCode = await runInviteCommand(process.argv.slice(2), {
  say: (text) => process.stdout.write(text),
  note: (text) => process.stderr.write(`${text}\n`),
});

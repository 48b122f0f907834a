import { parseSeedCommand, SEED_HELP } from "../tests/seed-data/command-line.ts";
import { seedData } from "../tests/seed-data/seed-data.ts";

const args = process.argv.slice(2);
const command = parseSeedCommand(args.filter((arg) => arg !== "--help"));
if (command === null || args.includes("--help")) {
  console.error(SEED_HELP);
  process.exit(command === null ? 2 : 0);
}
const seeded = await seedData({ ...command, now: Date.now(), say: (text) => console.error(text) });
console.log(JSON.stringify(seeded));

import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { originsOfPlace } from "../../../src/adapters/opening/new-names.ts";
import { openTherapistArchive } from "../../../src/adapters/storage/therapist-archive.ts";

test("where the therapist fetches is known without making an archive", async () => {
  expect(await originsOfPlace()).toEqual([]);
  expect(await indexedDB.databases()).toEqual([]);
  const archive = await openTherapistArchive();
  await archive.keepMailbox({ url: "https://box.example:8443/path", box: "rivera", token: "reading" });
  expect(await originsOfPlace()).toEqual(["https://box.example:8443"]);
  archive.close();
});

import { rmSync } from "node:fs";
import { describe } from "vitest";
import { playManaged } from "../cases/managed.ts";
import { copyExtension, extensionId, startChromium } from "../harness/chromium.ts";
import { hindranceToChromiumPolicy, readyPolicy, setChromiumPolicy } from "../harness/policies.ts";

const PLACEHOLDER_ID = "abcdefghijklmnopabcdefghijklmnop";
const hindrance = hindranceToChromiumPolicy();

describe.skipIf(hindrance !== null)(hindrance === null ? "a real policy file" : `a policy file ${hindrance}`, () => {
  playManaged(async (role, changes) => {
    // A folder of its own gives the extension an id that no other test has.
    const extension = copyExtension("dist/chrome-demo");
    const id = { [PLACEHOLDER_ID]: extensionId(extension) };
    const remove = setChromiumPolicy(readyPolicy(`chromium-${role}.json`, { ...id, ...changes }));
    const chromium = await startChromium({ extension });
    return {
      extensionPage: (path) => chromium.extensionPage(path),
      async stop() {
        await chromium.stop();
        remove();
        rmSync(extension, { recursive: true, force: true });
      },
    };
  });
});

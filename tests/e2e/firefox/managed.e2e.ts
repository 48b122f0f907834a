import { describe } from "vitest";
import { playManaged } from "../cases/managed.ts";
import { startFirefox } from "../harness/firefox.ts";
import { firefoxWithPolicies, readyPolicy } from "../harness/policies.ts";

describe("a real policies.json", () => {
  playManaged(async (role, changes) => {
    const { executable, remove } = firefoxWithPolicies(readyPolicy(`firefox-${role}.json`, changes));
    const firefox = await startFirefox({ executable });
    return {
      extensionPage: (path) => firefox.extensionPage(path),
      async stop() {
        await firefox.stop();
        remove();
      },
    };
  });
});

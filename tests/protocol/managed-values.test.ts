import fc from "fast-check";
import { expect, test } from "vitest";
import chromium from "../../docs/practice/chromium-therapist.json" with { type: "json" };
import firefox from "../../docs/practice/firefox-therapist.json" with { type: "json" };
import schema from "../../managed-schema.json" with { type: "json" };
import { MANAGED_NAMES, NOTHING_MANAGED, parseManagedValues } from "../../src/protocol/managed-values.ts";

const RULES = { allowLocalhost: false };
const RECIPIENT = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
const WHOLE = {
  practiceName: "Harbour Practice",
  practiceRecipient: RECIPIENT,
  crisisLine: "Our own line: 555 0100",
  questions: "afs-core|1",
  endpointKind: "mailbox",
  endpointAddress: "https://box.example/",
  endpointBox: "rivera",
};
const parse = (policy: unknown) => parseManagedValues(policy, RULES);

test("a whole policy is read as it is", () => {
  expect(parse(WHOLE)).toEqual({
    practice: { name: "Harbour Practice", recipient: RECIPIENT },
    crisisLine: "Our own line: 555 0100",
    questions: "afs-core|1",
    endpoint: { profile: "mailbox", url: "https://box.example", box: "rivera" },
    unusable: [],
  });
});

test("a computer that nobody manages, and a policy for clients only, say nothing", () => {
  for (const policy of [null, undefined, {}, { invite: "A1.x.y" }, { crisisLine: "" }, [], 7]) {
    expect(parse(policy)).toEqual(NOTHING_MANAGED);
  }
});

test.each([
  [{ practiceName: undefined }, ["practiceName"]],
  [{ practiceRecipient: undefined }, ["practiceRecipient"]],
  [{ practiceRecipient: `${RECIPIENT}x` }, ["practiceRecipient"]],
  [{ practiceRecipient: "AGE-SECRET-KEY-1QQQ" }, ["practiceRecipient"]],
  [{ practiceName: "two\nlines" }, ["practiceName"]],
  [{ crisisLine: "x".repeat(161) }, ["crisisLine"]],
  [{ crisisLine: 112 }, ["crisisLine"]],
  [{ questions: "AFS Core" }, ["questions"]],
  [{ endpointKind: "apps-script" }, ["endpointKind"]],
  [{ endpointKind: undefined }, ["endpointKind"]],
  [{ endpointAddress: "http://box.example" }, ["endpointAddress"]],
  [{ endpointAddress: "https://me:secret@box.example" }, ["endpointAddress"]],
  [{ endpointAddress: undefined }, ["endpointAddress"]],
  [{ endpointBox: "a/b" }, ["endpointBox"]],
  [{ endpointKind: "webdav" }, ["endpointBox"]],
] as const)("what cannot be used is named and left out, the rest holds: %j", (change, unusable) => {
  const read = parse({ ...WHOLE, ...change });
  expect(read.unusable).toEqual(unusable);
  const used = [read.practice, read.crisisLine, read.questions, read.endpoint].filter((value) => value !== null);
  expect(used).toHaveLength(3);
});

test("nothing that may stand in a policy throws, and whatever passes is one of ours", () => {
  const anything = fc.dictionary(fc.constantFrom(...MANAGED_NAMES, "invite", "__proto__"), fc.anything());
  fc.assert(
    fc.property(anything, (policy) => {
      const { practice, endpoint, unusable } = parse(policy);
      expect(practice === null || practice.recipient.startsWith("age1")).toBe(true);
      expect(endpoint === null || endpoint.url.startsWith("https://")).toBe(true);
      expect(new Set(unusable).size).toBe(unusable.length);
    }),
  );
});

test.each([
  ["chromium", chromium["3rdparty"].extensions],
  ["firefox", firefox.policies["3rdparty"].Extensions],
])("the ready policy for therapists on %s can be used as it is", (_, extensions) => {
  const [policy] = Object.values(extensions);
  expect(Object.keys(policy!).sort()).toEqual([...MANAGED_NAMES].sort());
  expect(parse(policy).unusable).toEqual([]);
});

test("the schema knows the same names", () => {
  expect(Object.keys(schema.properties).sort()).toEqual([...MANAGED_NAMES, "invite"].sort());
});

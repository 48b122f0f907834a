import { expect, test } from "vitest";
import { weigh } from "./weigh.ts";

test("each peer gets its own lines, as it is and zipped, and the target is of what is shipped", () => {
  const figures = weigh({
    what: "page",
    ours: ["aé", "b"],
    target: 3,
    peers: [
      { name: "one", texts: ["12345678"] },
      { name: "none", texts: [] },
    ],
  });
  expect(figures.map(({ what }) => what)).toEqual([
    "page, minified; beside one",
    "page, gzip; beside one",
    "page, minified; beside none",
    "page, gzip; beside none",
  ]);
  expect(figures[0]).toMatchObject({ value: 4, peer: 8, ratio: 0.5, target: 3, met: false });
  expect(figures[1]).toMatchObject({ target: null, met: null });
  expect(figures[2]).toMatchObject({ peer: 0, ratio: null });
});

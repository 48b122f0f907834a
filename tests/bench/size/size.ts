import { readFileSync } from "node:fs";
import { findProgram, howToGet } from "../../../scripts/debian-programs.ts";
import {
  bytesOf,
  CHECK_IN,
  filesOf,
  HOOKS,
  OBSERVER,
  pageScripts,
  pageStyles,
  read,
  THERAPIST,
  workerScripts,
} from "../../built/built-files.ts";
import { ZIP_END, zipped } from "../../built/zipped.ts";
import type { Bench, Part } from "../bench.ts";
import { bundle, bundleProgram } from "../bundle.ts";
import { besidePeer, figureOfOne, notMeasured } from "../figure.ts";
import { bundlePeer } from "../peer-pages.ts";
import { plainForm } from "../same-items.ts";
import { weigh } from "./weigh.ts";

/** Design: what each may weigh, in bytes. */
const TARGET = { content: 6_000, checkIn: 40_000, package: 250_000 };
/** The two builds differ in their manifest and little else; this one stands for both. */
const BUILD = "chrome";

const textsOf = (paths: Iterable<string>): readonly string[] => [...paths].map((path) => read(BUILD, path));
const textsOfBundle = async (file: string): Promise<readonly string[]> => {
  const { script, style } = await bundle(new URL(file, import.meta.url));
  return [script, style];
};

const content: Part = async () => {
  const { script } = await bundlePeer("rtcstats");
  return weigh({
    what: "hooks and observer",
    ours: textsOf([HOOKS, OBSERVER]),
    target: TARGET.content,
    peers: [{ name: "@jitsi/rtcstats 9.7.1", texts: [script] }],
    note: "the peer also reads statistics and sends them",
  });
};

const checkIn: Part = async () => {
  const survey = await bundlePeer("survey");
  return [
    ...weigh({
      what: "check-in page, scripts",
      ours: textsOf(pageScripts(BUILD, CHECK_IN)),
      target: TARGET.checkIn,
      peers: [{ name: "survey-js-ui 2.5.38", texts: [survey.script] }],
      note: "ours also asks the background, keeps a draft and seals nothing itself",
    }),
    ...weigh({
      what: "check-in page, scripts and looks",
      ours: textsOf([...pageScripts(BUILD, CHECK_IN), ...pageStyles(BUILD, CHECK_IN)]),
      peers: [
        { name: "survey-js-ui 2.5.38", texts: [survey.script, survey.style] },
        { name: "a plain form of the same items", texts: [plainForm()] },
      ],
    }),
  ];
};

const chart: Part = async () => {
  const { script } = await bundlePeer("chart-js");
  return weigh({
    what: "chart of one client, with Preact and its looks",
    ours: await textsOfBundle("./our-chart.tsx"),
    peers: [
      { name: "uPlot 1.6.32", texts: await textsOfBundle("./uplot-alone.ts") },
      { name: "Chart.js 4.6.1, lines only", texts: [script] },
    ],
    note: "the therapist page has Preact already; the peers draw on a canvas, with no words for those who cannot see it",
  });
};

const queue: Part = async () =>
  weigh({
    what: "outbox, with every kind of endpoint",
    ours: await textsOfBundle("./our-queue.ts"),
    peers: [{ name: "workbox-background-sync 7.4.1", texts: await textsOfBundle("../sync/workbox/worker.ts") }],
  });

const opening: Part = async () =>
  weigh({
    what: "therapist page, scripts it starts with",
    ours: textsOf(pageScripts(BUILD, THERAPIST)),
    peers: [{ name: "age-encryption 0.3.1 alone", texts: await textsOfBundle("./age-alone.ts") }],
    note: "the peer opens files and does nothing else, with the kinds of keys that ours leaves out",
  });

/** Of programs what is loaded to serve: no documents, no modules that our use leaves out. */
const mailbox: Part = async () => {
  const ours = Buffer.byteLength(await bundleProgram(new URL("../../../src/mailbox/main.ts", import.meta.url)));
  return (["nginx", "apache2"] as const).map((name) => {
    const what = `mailbox, its program without Node; beside ${name}`;
    const program = findProgram(name);
    if (program === null) return notMeasured(what, "bytes", howToGet(name).replace(/:$/, ""));
    const note = "the peer's own binary, compiled; modules and libraries it loads are not counted";
    return besidePeer(figureOfOne({ what, unit: "bytes", note }, ours), [readFileSync(program.path).length]);
  });
};

const whole: Part = async () => [
  ...["chrome", "firefox"].map((folder) =>
    figureOfOne(
      { what: `package for ${folder}, zipped`, unit: "bytes", target: TARGET.package },
      zipped(folder, filesOf(folder)) + ZIP_END,
    ),
  ),
  figureOfOne({ what: "background, scripts, minified", unit: "bytes" }, bytesOf(BUILD, workerScripts(BUILD))),
];

export const size: Bench = {
  name: "size",
  about: [
    "Of the release build as it is shipped, minified, the one for Chromium where not said otherwise.",
    "A peer is bundled as Vite builds for release, with what its documents say a page needs and nothing that is not imported.",
    "gzip is level 9, each file by itself.",
  ],
  parts: { content, checkIn, chart, queue, opening, mailbox, package: whole },
};

import { Chart, Legend, LinearScale, LineController, LineElement, PointElement } from "chart.js";

// What a line chart needs and no more, as its documents advise for small bundles.
Chart.register(Legend, LinearScale, LineController, LineElement, PointElement);

/** Runs in a page: three lines over time, drawn anew. Milliseconds until the frame after. */
globalThis.drawChartJs = (points) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 800, height: 300 });
  document.body.replaceChildren(canvas);
  const line = (shift) =>
    Array.from({ length: points }, (_, index) => ({ x: index * 604_800, y: 5 + 4 * Math.sin(index / 7 + shift) }));
  const colours = ["#1f5f62", "#8a4b8f", "#a8581a"];
  const startedAt = performance.now();
  const datasets = colours.map((borderColor, shift) => ({ borderColor, data: line(shift), label: borderColor }));
  const drawn = new Chart(canvas, {
    type: "line",
    data: { datasets },
    options: { animation: false, responsive: false, scales: { x: { type: "linear" } } },
  });
  return new Promise((resolve) =>
    requestAnimationFrame(() => {
      const ms = performance.now() - startedAt;
      drawn.destroy();
      resolve(ms);
    }),
  );
};

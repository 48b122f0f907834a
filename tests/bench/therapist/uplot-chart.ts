import UPlot from "uplot";

/** Runs in a page: three lines over time, drawn anew. Milliseconds until the frame after. */
function drawChart(points: number): Promise<number> {
  document.body.replaceChildren();
  const times = Array.from({ length: points }, (_, index) => index * 604_800);
  const line = (shift: number): readonly number[] => times.map((_, index) => 5 + 4 * Math.sin(index / 7 + shift));
  const startedAt = performance.now();
  const series = [{}, ...["#1f5f62", "#8a4b8f", "#a8581a"].map((stroke) => ({ stroke, points: { show: true } }))];
  const data = [times, line(0), line(1), line(2)].map((values) => Float64Array.from(values));
  const drawn = new UPlot({ width: 800, height: 300, series }, data as never, document.body);
  return new Promise((resolve) =>
    requestAnimationFrame(() => {
      const ms = performance.now() - startedAt;
      drawn.destroy();
      resolve(ms);
    }),
  );
}

Object.assign(globalThis, { drawChart });

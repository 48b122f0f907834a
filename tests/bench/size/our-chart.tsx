import { render } from "preact";
import { AllianceChart } from "../../../src/ui/therapist/AllianceChart.tsx";
import type { ChartColumn } from "../../../src/ui/therapist/chart-columns.ts";

/** The chart of the therapist page alone, with all that draws it. */
function showChart(columns: readonly ChartColumn[], element: Element): void {
  render(<AllianceChart columns={columns} />, element);
}

Object.assign(globalThis, { showChart });

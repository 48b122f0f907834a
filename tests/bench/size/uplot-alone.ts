import UPlot from "uplot";
import "uplot/dist/uPlot.min.css";

Object.assign(globalThis, { UPlot });

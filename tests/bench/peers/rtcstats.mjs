import startStats from "@jitsi/rtcstats/rtcstats.js";
import startTrace from "@jitsi/rtcstats/trace-ws.js";

/** As its readme starts it, with a server that nobody runs: what it would send stays in its buffer. */
const trace = startTrace({ endpoint: "ws://127.0.0.1:9", meetingFqn: "bench", onCloseCallback() {} });
startStats(trace, { pollInterval: 10_000 });

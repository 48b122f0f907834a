// Claims a call that never was, under every name it can think of, and makes far more connections than any call needs.
// How many it got to make is in `document.body.dataset.made`.
//   ?events=N        how many forged events (default 5000)
//   ?connections=N   how many connections, a few at a time (default 2000)

const OPTIONS = new URLSearchParams(location.search);
const EVENTS = Number(OPTIONS.get("events") ?? 5_000);
const CONNECTIONS = Number(OPTIONS.get("connections") ?? 2_000);
const AT_ONCE = 20;
const NAMES = ["aftersession", "aftersession:hello", "aftersession-hooks", "hello", "media", "mediaChanged", "message"];
const LIES = [
  { kind: "mediaChanged", capture: 2, remote: 2, open: 1, channels: 1, worst: "connected", closedByPage: false },
  { kind: "mediaChanged", capture: 0, remote: 0, open: 0, channels: 0, worst: "closed", closedByPage: true },
  { kind: "documentOpened", documentKey: "f".repeat(32), reloaded: false },
  { kind: "__proto__", __proto__: null },
  { capture: -1, remote: 1e308, open: "many" },
  "x".repeat(100_000),
];

document.getElementById("again").addEventListener("click", flood);
await flood();

function show(state) {
  document.body.dataset.state = state;
  document.getElementById("status").textContent = state;
}

async function flood() {
  show("flooding");
  for (let count = 0; count < EVENTS; count += 1) {
    forge(count);
    // Lets the page breathe, or nobody would hear the end of it.
    if (count % 500 === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  let made = 0;
  while (made < CONNECTIONS && (await makeConnections(Math.min(AT_ONCE, CONNECTIONS - made)))) made += AT_ONCE;
  document.body.dataset.made = String(made);
  show("done");
}

function forge(count) {
  const name = count % 3 === 0 ? randomNonce() : NAMES[count % NAMES.length];
  const lie = LIES[count % LIES.length];
  const detail = count % 2 === 0 ? JSON.stringify(lie) : lie;
  const target = count % 4 === 0 ? window : document;
  target.dispatchEvent(new CustomEvent(name, { detail }));
  if (count % 50 === 0) window.postMessage({ source: "aftersession", ...Object(lie) }, "*");
}

function randomNonce() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** False once the browser has had enough: Chromium refuses the 501st that is not yet swept up, closed or not. */
async function makeConnections(count) {
  const some = [];
  try {
    for (let number = 0; number < count; number += 1) some.push(new RTCPeerConnection());
    await Promise.all(some.map(describe));
    return true;
  } catch {
    return false;
  } finally {
    for (const connection of some) connection.close();
  }
}

async function describe(connection) {
  connection.createDataChannel("flood");
  await connection.setLocalDescription(await connection.createOffer());
}

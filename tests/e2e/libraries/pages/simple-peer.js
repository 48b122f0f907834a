// Both sides of a call over simple-peer, with the site's own signalling. The client's side is the one on localhost.
// Whoever is still here when the other has gone waits for the next call.

const ROOM = location.pathname.split("/").at(-1);
const [SIDE, OTHER] = location.hostname === "localhost" ? ["client", "therapist"] : ["therapist", "client"];
const slotOf = (side) => `/slots/${ROOM}-${side}`;
const element = (id) => document.getElementById(id);

let stream = null;
let peer = null;

element("join").addEventListener("click", join);
element("leave").addEventListener("click", leave);
element("drop").addEventListener("click", drop);
void readNotes();
show("lobby");

function show(state) {
  document.body.dataset.state = state;
  element("status").textContent = state;
}

async function join() {
  show("joining");
  stream ??= await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  if (SIDE === "client") call();
  else show("waiting");
}

function call() {
  const current = new SimplePeer({ initiator: SIDE === "client", stream, trickle: false, config: { iceServers: [] } });
  peer = current;
  current.on("signal", (note) => fetch(slotOf(OTHER), { method: "POST", body: JSON.stringify(note) }));
  current.on("stream", (remote) => {
    element("remote").srcObject = remote;
  });
  current.on("connect", () => show("inCall"));
  current.on("error", () => {});
  current.on("close", () => {
    if (peer !== current) return;
    peer = null;
    element("remote").srcObject = null;
    if (stream !== null) show("alone");
  });
}

async function readNotes() {
  for (;;) {
    const reply = await fetch(slotOf(SIDE)).catch(() => null);
    if (reply === null) return;
    for (const note of await reply.json()) handleNote(note);
  }
}

function handleNote(note) {
  // An offer begins a call, and a new one after a broken line.
  if (note.type === "offer" && stream !== null && SIDE === "therapist") {
    peer?.destroy();
    call();
  }
  if (note.again === true && stream !== null) {
    peer?.destroy();
    call();
  } else peer?.signal(note);
}

/** The line breaks, and the therapist's side asks to be called again. */
function drop() {
  peer?.destroy();
  setTimeout(() => fetch(slotOf(OTHER), { method: "POST", body: `{"again":true}` }), 1_000);
}

function leave() {
  const devices = stream;
  stream = null;
  peer?.destroy();
  for (const track of devices?.getTracks() ?? []) track.stop();
  show("left");
}

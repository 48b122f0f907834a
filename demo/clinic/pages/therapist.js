import { closeDevices, createPeer, element, hideRemote, openDevices, show, showRemote, THERAPIST_ID } from "./room.js";

const DROP_MS = 5_000;
/** The room's name is taken while an older page of it is not yet forgotten. */
const NAME_TAKEN_RETRY_MS = 500;

let stream = null;
let peer = null;
let call = null;
let open = false;

element("end").addEventListener("click", end);
element("drop").addEventListener("click", drop);
element("open").addEventListener("click", openRoom);
element("camera").addEventListener("click", switchCamera);

await openRoom();

async function openRoom() {
  open = true;
  try {
    stream ??= await openDevices();
  } catch {
    return show("noDevices", "No camera", "Allow camera and microphone for this page, then reload it.", []);
  }
  register();
}

function register() {
  if (!open) return;
  showWaiting("The room is open");
  const current = createPeer(THERAPIST_ID);
  peer = current;
  current.on("call", answer);
  current.on("disconnected", () => peer === current && current.reconnect());
  current.on("error", ({ type }) => {
    if (type !== "unavailable-id" || peer !== current) return;
    peer = null;
    current.destroy();
    setTimeout(register, NAME_TAKEN_RETRY_MS);
  });
}

function answer(incoming) {
  const before = call;
  call = incoming;
  // A client who reloaded calls anew before the old call has noticed.
  before?.close();
  incoming.on("stream", (remote) => {
    showRemote(remote);
    show("inCall", "In session", "", ["end", "drop", "camera"]);
  });
  incoming.on("close", () => {
    if (call !== incoming) return;
    call = null;
    hideRemote();
    if (open) showWaiting("Your client has left");
  });
  incoming.answer(stream);
}

function showWaiting(status) {
  show("joining", status, "Your client is connected as soon as they join.", ["end", "camera"]);
}

function hangUp() {
  call?.close();
  call = null;
  // Forgotten first: a peer that is still ours connects again when it is cut off.
  const before = peer;
  peer = null;
  before?.destroy();
  hideRemote();
}

function end() {
  open = false;
  hangUp();
  closeDevices(stream);
  stream = null;
  show("ended", "Session over", "Camera and microphone are off.", ["open"]);
}

/** A line that breaks and comes back. */
function drop() {
  hangUp();
  show("dropped", "Line dropped", "It comes back in five seconds.", ["end"]);
  setTimeout(register, DROP_MS);
}

function switchCamera() {
  const [camera] = stream?.getVideoTracks() ?? [];
  if (camera === undefined) return;
  camera.enabled = !camera.enabled;
  element("camera").textContent = camera.enabled ? "Camera off" : "Camera on";
}

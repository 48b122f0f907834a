import {
  closeDevices,
  createPeer,
  element,
  hideRemote,
  openDevices,
  ROOM,
  show,
  showRemote,
  THERAPIST_ID,
} from "./room.js";

/** In this tab only: a reload in the middle of a call knows that there was one. */
const IN_CALL = `in-call:${ROOM}`;
/** Asked of the server, so that no connection is opened towards an empty room. */
const PRESENCE_EVERY_MS = 500;
const LINE_LOST_MS = 10_000;

let stream = null;
let peer = null;
let call = null;
let joined = false;
let timer = null;

element("join").addEventListener("click", join);
element("rejoin").addEventListener("click", join);
element("leave").addEventListener("click", leave);

await openLobby();

async function openLobby() {
  const wasInCall = sessionStorage.getItem(IN_CALL) !== null;
  try {
    stream = await openDevices();
  } catch {
    return show(
      "noDevices",
      "We cannot see your camera",
      "Allow camera and microphone for this page, then reload it.",
      [],
    );
  }
  if (wasInCall && new URLSearchParams(location.search).get("rejoin") === "1") return join();
  const button = wasInCall ? "rejoin" : "join";
  show("lobby", "Ready when you are", "Only you can see this picture until you join.", [button]);
}

async function join() {
  joined = true;
  sessionStorage.setItem(IN_CALL, "yes");
  show("joining", "Waiting for your therapist", "You will be connected as soon as the room opens.", ["leave"]);
  stream ??= await openDevices();
  if (!joined) return closeAll();
  peer = createPeer();
  peer.on("disconnected", () => joined && peer.reconnect());
  peer.on("error", handleTrouble);
  peer.once("open", watchForTherapist);
}

/** Calls once the therapist is there; after an end it goes on waiting in the open room. */
function watchForTherapist() {
  clearTimeout(timer);
  timer = setTimeout(lookForTherapist, PRESENCE_EVERY_MS);
}

async function lookForTherapist() {
  const { therapist } = await fetch(`/presence/${ROOM}`).then(
    (reply) => reply.json(),
    () => ({ therapist: false }),
  );
  if (!joined || call !== null) return;
  if (therapist && peer.open) callTherapist();
  else watchForTherapist();
}

function callTherapist() {
  const current = peer.call(THERAPIST_ID, stream);
  call = current;
  current.on("stream", (remote) => {
    showRemote(remote);
    showInCall("");
  });
  current.on("iceStateChanged", (state) => handleLine(current, state));
  current.on("close", () => handleClosed(current));
}

function showInCall(detail) {
  show("inCall", "You are in your session", detail, ["leave", "home"]);
}

/** A browser that died says nothing, and Chromium waits for it without end: we wait ten seconds. */
function handleLine(current, state) {
  clearTimeout(timer);
  if (call !== current || document.body.dataset.state !== "inCall") return;
  showInCall(state === "disconnected" ? "The line is weak. Please hold on." : "");
  if (state === "disconnected") timer = setTimeout(() => current.close(), LINE_LOST_MS);
}

/** The therapist went away between looking and calling, or the line to the server broke. */
function handleTrouble({ type }) {
  if (type === "peer-unavailable") call?.close();
  if (joined && call === null) watchForTherapist();
}

function handleClosed(closed) {
  if (call !== closed || !joined) return;
  call = null;
  hideRemote();
  if (document.body.dataset.state === "inCall")
    show("ended", "Your therapist has left", "Your camera is still on. You can wait here or leave.", ["leave"]);
  watchForTherapist();
}

function leave() {
  joined = false;
  sessionStorage.removeItem(IN_CALL);
  closeAll();
  show("left", "You left the call", "Your camera and microphone are off.", ["rejoin", "home"]);
}

function closeAll() {
  clearTimeout(timer);
  call?.close();
  call = null;
  peer?.destroy();
  peer = null;
  if (stream !== null) closeDevices(stream);
  stream = null;
  hideRemote();
}

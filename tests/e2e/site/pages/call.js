// A call with nothing but the browser's own means, to the scripted therapist.
//   ?rejoin=1                joins by itself after a reload in the call
//   ?leaveAfterSeconds=N     leaves by itself after so much of a call
//   ?data=1                  opens a data channel too

const ROOM = location.pathname.split("/").at(-1);
const OPTIONS = new URLSearchParams(location.search);
const IN_CALL = `in-call:${ROOM}`;
const element = (id) => document.getElementById(id);

let stream = null;
let connection = null;

element("join").addEventListener("click", join);
element("leave").addEventListener("click", leave);
element("close").addEventListener("click", closeOnly);
element("silence").addEventListener("click", silence);
element("route").addEventListener("click", leaveByRoute);

await openLobby();

function show(state) {
  document.body.dataset.state = state;
  element("status").textContent = state;
}

async function openLobby() {
  stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  element("self").srcObject = stream;
  if (OPTIONS.get("rejoin") === "1" && sessionStorage.getItem(IN_CALL) !== null) return join();
  show("lobby");
}

async function join() {
  show("joining");
  sessionStorage.setItem(IN_CALL, "yes");
  stream ??= await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  connection = new RTCPeerConnection({ iceServers: [] });
  connection.addEventListener("track", ({ track }) => {
    const remote = element("remote").srcObject ?? new MediaStream();
    remote.addTrack(track);
    element("remote").srcObject = remote;
  });
  connection.addEventListener("connectionstatechange", showConnection);
  if (OPTIONS.get("data") === "1") connection.createDataChannel("words");
  for (const track of stream.getTracks()) connection.addTrack(track, stream);
  await connection.setLocalDescription(await connection.createOffer());
  await gathered(connection);
  const reply = await fetch(`/signal/${ROOM}/offer`, { method: "POST", body: connection.localDescription.sdp });
  const { sdp } = await reply.json();
  await connection.setRemoteDescription({ type: "answer", sdp });
}

function showConnection() {
  const { connectionState } = this;
  if (this !== connection) return;
  if (connectionState === "connected") handleConnected();
  else if (connectionState === "disconnected" || connectionState === "failed") show(connectionState);
}

function handleConnected() {
  show("inCall");
  const seconds = Number(OPTIONS.get("leaveAfterSeconds") ?? 0);
  if (seconds > 0) setTimeout(leave, seconds * 1_000);
}

function gathered(current) {
  return new Promise((resolve) => {
    const look = () => current.iceGatheringState === "complete" && resolve();
    current.addEventListener("icegatheringstatechange", look);
    look();
  });
}

function closeConnection() {
  connection?.close();
  connection = null;
  element("remote").srcObject = null;
}

function stopDevices() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
  element("self").srcObject = null;
}

function leave() {
  sessionStorage.removeItem(IN_CALL);
  closeConnection();
  stopDevices();
  show("left");
}

/** As breakout rooms and reconnects do. */
function closeOnly() {
  closeConnection();
  show("held");
}

/** As a page that shows a feedback form over a call it forgot to close. */
function silence() {
  stopDevices();
  show("silent");
}

function leaveByRoute() {
  history.pushState(null, "", "/pages/left");
  leave();
}

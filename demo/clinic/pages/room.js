// What both sides of a room share: what the page shows, its devices, and its line to the PeerServer.

export const ROOM = location.pathname.split("/").at(-1);
export const THERAPIST_ID = `therapist-${ROOM}`;

export const element = (id) => document.getElementById(id);

/** Every state can be seen as text and awaited as `document.body.dataset.state`. */
export function show(state, status, detail, buttons) {
  document.body.dataset.state = state;
  element("status").textContent = status;
  element("detail").textContent = detail;
  for (const button of document.querySelectorAll(".buttons > *")) button.hidden = !buttons.includes(button.id);
}

export async function openDevices() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 480 } });
  element("self").srcObject = stream;
  return stream;
}

export function closeDevices(stream) {
  for (const track of stream.getTracks()) track.stop();
  element("self").srcObject = null;
}

export function showRemote(stream) {
  const video = element("remote");
  if (video.srcObject === stream) return;
  video.srcObject = stream;
  // Without a click on this page sound may be refused; the picture is shown all the same.
  video.play().catch(() => {
    video.muted = true;
    return video.play().catch(() => {});
  });
}

export function hideRemote() {
  element("remote").srcObject = null;
}

/** Our own server, and no public helper for finding a way: both sides are on this computer. */
export function createPeer(id) {
  const options = {
    host: location.hostname,
    port: Number(location.port),
    path: "/signalling",
    secure: location.protocol === "https:",
    config: { iceServers: [] },
    debug: 0,
  };
  return id === undefined ? new Peer(options) : new Peer(id, options);
}

// A page whose call runs in a frame. The page itself stays, whatever becomes of the frame.
//   ?src=ADDRESS   the frame shows this page, which joins by itself
//   otherwise the frame stays about:blank, and this page holds its call by the frame's own window

import { callTherapist, openDevices } from "./call-line.js";

const ROOM = location.pathname.split("/").at(-1);
const source = new URLSearchParams(location.search).get("src");
const frame = document.getElementById("frame");

document.getElementById("remove").addEventListener("click", () => (frame.remove(), show("removed")));
document
  .getElementById("empty")
  .addEventListener("click", () => (frame.setAttribute("src", "about:blank"), show("emptied")));

if (source === null) {
  await holdCall(frame.contentWindow);
} else {
  frame.setAttribute("src", source);
  show("framed");
}

function show(state) {
  document.body.dataset.state = state;
  document.getElementById("status").textContent = state;
}

async function holdCall(world) {
  const stream = await openDevices(world);
  const video = frame.contentDocument.createElement("video");
  video.autoplay = true;
  video.srcObject = new world.MediaStream();
  frame.contentDocument.body.append(video);
  const played = (track) => video.srcObject.addTrack(track);
  await callTherapist(world, ROOM, { stream, hasChannel: false, played, show, hung: () => {} });
}

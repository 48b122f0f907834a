// Camera and microphone on, nobody else: no session. All that lobbies do while a person waits.
//   ?test=1   begins the test with itself by itself

import { callTherapist, openDevices, playTone } from "./call-line.js";

/** An echo test is over before a call would count as begun. */
const ECHO_MS = 300;

const ROOM = location.pathname.split("/").at(-1);
const element = (id) => document.getElementById(id);
let stream = null;
let pair = [];

element("test").addEventListener("click", testWithMyself);
element("sound").addEventListener("click", playSound);
element("devices").addEventListener("click", tryDevices);
element("echoTest").addEventListener("click", testEcho);
element("leave").addEventListener("click", leave);

stream = await openDevices(window);
element("self").srcObject = stream;
show("lobby");
if (new URLSearchParams(location.search).get("test") === "1") await testWithMyself();

function show(state) {
  document.body.dataset.state = state;
  element("status").textContent = state;
}

/** Two connections of this very page. */
async function testWithMyself() {
  const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
  pair = [here, there];
  here.addEventListener("icecandidate", ({ candidate }) => there.addIceCandidate(candidate));
  there.addEventListener("icecandidate", ({ candidate }) => here.addIceCandidate(candidate));
  there.addEventListener("track", ({ streams: [echo] }) => {
    element("echo").srcObject = echo;
  });
  here.addEventListener("connectionstatechange", () => here.connectionState === "connected" && show("testing"));
  for (const track of stream.getTracks()) here.addTrack(track, stream);
  await here.setLocalDescription();
  await there.setRemoteDescription(here.localDescription);
  await there.setLocalDescription();
  await here.setRemoteDescription(there.localDescription);
}

async function playSound() {
  const tone = await playTone();
  await new Promise((resolve) => setTimeout(resolve, 500));
  tone.pause();
  show("sounded");
}

async function tryDevices() {
  for (const track of stream.getTracks()) track.stop();
  await navigator.mediaDevices.enumerateDevices();
  for (const wanted of [{ audio: true }, { video: true }]) {
    const one = await navigator.mediaDevices.getUserMedia(wanted);
    for (const track of one.getTracks()) track.stop();
  }
  stream = await openDevices(window);
  show("tried");
}

/** A connection to a server that sends something back for a moment. */
async function testEcho() {
  const connection = await callTherapist(window, ROOM, {
    stream,
    hasChannel: false,
    played() {},
    async show(state, current) {
      if (state !== "connected") return;
      await new Promise((resolve) => setTimeout(resolve, ECHO_MS));
      current.close();
      show("echoed");
    },
    hung() {},
  });
  pair.push(connection);
}

function leave() {
  for (const connection of pair) connection.close();
  for (const track of stream.getTracks()) track.stop();
  show("left");
}

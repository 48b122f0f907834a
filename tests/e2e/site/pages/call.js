// A call with nothing but the browser's own means, to the scripted therapist. Each action below is a button of its name.
//   ?join=1                  joins by itself
//   ?rejoin=1                joins by itself after a reload in the call
//   ?again=1                 calls again when the therapist has gone, as a page does that was told so
//   ?data=1                  opens a data channel too, over which the therapist may offer changes
//   ?media=none              no media over the connection: a data channel, an own tone, the devices on
//   ?leaveAfterSeconds=N     leaves by itself after so much of a call
//   ?then=ADDRESS            where Leave goes; "close" closes the window

import { callTherapist, openDevices, playTone } from "./call-line.js";

const ROOM = location.pathname.split("/").at(-1);
const OPTIONS = new URLSearchParams(location.search);
const HAS_MEDIA = OPTIONS.get("media") !== "none";
const IN_CALL = `in-call:${ROOM}`;
const element = (id) => document.getElementById(id);

let stream = null;
let connection = null;
let tone = null;

const ACTIONS = {
  join,
  leave,
  /** As breakout rooms and reconnects do. */
  close: () => (closeConnection(), show("held")),
  /** As a page that shows a feedback form over a call it forgot to close. */
  silence: () => (stopDevices(), show("silent")),
  route: () => (history.pushState(null, "", "/pages/left"), leave()),
  go: () => location.assign(OPTIONS.get("then")),
  feedback: () => element("feedback").showModal(),
  cancel: () => element("feedback").close(),
  mute: () => stream.getTracks().forEach((track) => (track.enabled = !track.enabled)),
  devicesOff: () => stream.getTracks().forEach((track) => track.stop()),
  swap,
  share,
  /** From the direct connection to one by a server, or back. */
  switch: () => exchange(connection),
  popOut: () => window.open(`${location.pathname}?join=1&then=close`, "", "popup"),
};

for (const [name, act] of Object.entries(ACTIONS)) {
  const button = Object.assign(document.createElement("button"), { type: "button", id: name, textContent: name });
  button.addEventListener("click", act);
  element("actions").append(button);
}
await openLobby();

function show(state) {
  document.body.dataset.state = state;
  element("status").textContent = state;
}

async function openLobby() {
  stream = await openDevices(window);
  element("self").srcObject = stream;
  const wasInCall = OPTIONS.get("rejoin") === "1" && sessionStorage.getItem(IN_CALL) !== null;
  if (wasInCall || OPTIONS.get("join") === "1") return join();
  show("lobby");
}

async function join() {
  show("joining");
  sessionStorage.setItem(IN_CALL, "yes");
  stream ??= await openDevices(window);
  if (!HAS_MEDIA) tone = await playTone();
  // Where there is no sound card, Firefox takes only what comes as a stream for sound.
  if (!HAS_MEDIA) element("remote").srcObject = new MediaStream(stream.getAudioTracks());
  connection = await callTherapist(window, ROOM, {
    stream: HAS_MEDIA ? stream : null,
    hasChannel: !HAS_MEDIA || OPTIONS.get("data") === "1",
    played,
    show: showConnection,
    hung: callAgain,
  });
}

function played(track) {
  const remote = element("remote").srcObject ?? new MediaStream();
  remote.addTrack(track);
  element("remote").srcObject = remote;
}

function showConnection(state) {
  if (state === "connected") handleConnected();
  else if (state === "disconnected" || state === "failed") show(state);
}

function handleConnected() {
  show("inCall");
  const seconds = Number(OPTIONS.get("leaveAfterSeconds") ?? 0);
  if (seconds > 0) setTimeout(leave, seconds * 1_000);
}

async function callAgain() {
  if (OPTIONS.get("again") !== "1" || connection === null) return;
  closeConnection();
  await join();
}

async function exchange(before) {
  await join();
  const next = connection;
  while (next.connectionState !== "connected") await new Promise((resolve) => setTimeout(resolve, 20));
  before.close();
  show("switched");
}

async function swap() {
  for (const track of stream.getTracks()) track.stop();
  const next = await openDevices(window);
  for (const sender of connection.getSenders())
    await sender.replaceTrack(next.getTracks().find(({ kind }) => kind === sender.track?.kind) ?? null);
  stream = next;
  show("swapped");
}

async function share() {
  const screen = await navigator.mediaDevices.getDisplayMedia({ video: true });
  const [track] = screen.getTracks();
  const sender = connection.getSenders().find(({ track: sent }) => sent?.kind === "video");
  const camera = sender.track;
  await sender.replaceTrack(track);
  show("sharing");
  await sender.replaceTrack(camera);
  track.stop();
  show("shared");
}

function closeConnection() {
  const before = connection;
  connection = null;
  before?.close();
  tone?.pause();
  tone = null;
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
  const then = OPTIONS.get("then");
  if (then === "close") window.close();
  else if (then !== null) location.assign(then);
}

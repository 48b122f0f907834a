// A call over LiveKit's client with the library's own steps: connect, publish, disconnect.
//   ?server=PORT   where the signal server is

const OPTIONS = new URLSearchParams(location.search);
const element = (id) => document.getElementById(id);
const { Room, RoomEvent } = LivekitClient;

const room = new Room({ singlePeerConnection: false, publishDefaults: { simulcast: false } });
let reconnected = 0;

room.on(RoomEvent.TrackSubscribed, (track) => {
  track.attach(element("remote"));
  if (room.state === "connected") show("inCall");
});
room.on(RoomEvent.Reconnected, () => {
  reconnected += 1;
  document.body.dataset.reconnected = String(reconnected);
});
room.on(RoomEvent.ParticipantDisconnected, () => show("alone"));
room.on(RoomEvent.Disconnected, () => show("left"));
element("join").addEventListener("click", join);
element("leave").addEventListener("click", () => room.disconnect());
element("drop").addEventListener("click", () => room.simulateScenario("full-reconnect"));
show("lobby");

function show(state) {
  document.body.dataset.state = state;
  element("status").textContent = state;
}

async function join() {
  show("joining");
  await room.connect(`ws://localhost:${OPTIONS.get("server")}`, "a token that nobody looks at");
  await room.localParticipant.enableCameraAndMicrophone();
  document.body.dataset.published = String(room.localParticipant.trackPublications.size);
}

// Camera and microphone on, nobody else: no session. The test joins two connections of this very page.
//   ?test=1   begins the test by itself

const element = (id) => document.getElementById(id);
let stream = null;
let pair = [];

element("test").addEventListener("click", testWithMyself);
element("leave").addEventListener("click", leave);

stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
element("self").srcObject = stream;
show("lobby");
if (new URLSearchParams(location.search).get("test") === "1") await testWithMyself();

function show(state) {
  document.body.dataset.state = state;
  element("status").textContent = state;
}

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

function leave() {
  for (const connection of pair) connection.close();
  for (const track of stream.getTracks()) track.stop();
  show("left");
}

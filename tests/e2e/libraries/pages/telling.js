// A call in which everything has a name that should stay here: label, protocol, words, device, address, title.

const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
one.addEventListener("icecandidate", ({ candidate }) => other.addIceCandidate(candidate));
other.addEventListener("icecandidate", ({ candidate }) => one.addIceCandidate(candidate));
const channel = one.createDataChannel("secret label", { protocol: "secret protocol" });
const flowing = new Promise((resolve) => {
  other.addEventListener("track", ({ track, streams: [remote] }) => {
    document.getElementById("remote").srcObject = remote;
    track.addEventListener("unmute", resolve);
  });
});
const heard = new Promise((resolve) => {
  other.addEventListener("datachannel", ({ channel }) => {
    channel.addEventListener("message", ({ data }) => resolve(data));
  });
});
for (const track of stream.getTracks()) one.addTrack(track, stream);
await one.setLocalDescription();
await other.setRemoteDescription(one.localDescription);
await other.setLocalDescription();
await one.setRemoteDescription(other.localDescription);
channel.addEventListener("open", () => channel.send("secret words"));
await Promise.all([flowing, heard]);
document.title = "Another secret";
history.pushState({ secret: true }, "", "/libraries/telling/another-secret?secret=2#secret");
setTimeout(() => {
  for (const connection of [one, other]) connection.close();
  for (const track of stream.getTracks()) track.stop();
  document.body.dataset.state = "told";
}, 200);

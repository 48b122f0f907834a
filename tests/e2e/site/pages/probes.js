// Connections that lead nowhere, as libraries make them to see what the browser can do. PeerJS has made its own by now.

const left = [];
const codecs = new RTCPeerConnection();
codecs.addTransceiver("video");
await codecs.setLocalDescription(await codecs.createOffer());
codecs.close();

const warm = new RTCPeerConnection({ iceServers: [] });
warm.createDataChannel("warm-up");
await warm.setLocalDescription(await warm.createOffer());
left.push(warm);

const forgotten = new RTCPeerConnection();
forgotten.addTransceiver("audio", { direction: "recvonly" });
left.push(forgotten);

await navigator.mediaDevices.enumerateDevices();
// Held, so that nothing is tidied away behind the test's back.
globalThis.leftOpen = left;
document.body.dataset.state = "probed";
document.getElementById("status").textContent = "probed";

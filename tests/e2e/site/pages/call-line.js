// One connection to the scripted therapist, made by the means of a window: the page's own, or that of a frame in it.

/** Small and slow: it is carried, not looked at. */
const PICTURE = { width: 160, height: 120, frameRate: 5 };

export function openDevices(world) {
  return world.navigator.mediaDevices.getUserMedia({ audio: true, video: PICTURE });
}

/**
 * Posts one whole offer and takes the one answer. With a channel, the therapist may offer changes over it.
 *   played(track)    another track arrived
 *   show(state)      the connection's state
 *   hung()           the other side closed the channel
 */
export async function callTherapist(world, room, { stream, hasChannel, played, show, hung }) {
  const connection = new world.RTCPeerConnection({ iceServers: [] });
  connection.addEventListener("track", ({ track }) => played(track));
  connection.addEventListener("connectionstatechange", () => show(connection.connectionState, connection));
  if (hasChannel) {
    const channel = connection.createDataChannel("words");
    channel.addEventListener("message", ({ data }) => answerChange(connection, channel, data));
    channel.addEventListener("close", () => hung());
  }
  for (const track of stream?.getTracks() ?? []) connection.addTrack(track, stream);
  await connection.setLocalDescription(await connection.createOffer());
  const body = await gathered(connection);
  const reply = await fetch(`/signal/${room}/offer`, { method: "POST", body });
  const { sdp } = await reply.json();
  await connection.setRemoteDescription({ type: "answer", sdp });
  return connection;
}

/** A steady tone for as long as it is not paused. A file, because without a sound card Firefox renders no other. */
export async function playTone() {
  const [RATE, HEAD] = [8_000, 44];
  const wave = new DataView(new ArrayBuffer(HEAD + 2 * RATE));
  const write = (at, text) => [...text].forEach((letter, index) => wave.setUint8(at + index, letter.charCodeAt(0)));
  write(0, "RIFF");
  wave.setUint32(4, HEAD - 8 + 2 * RATE, true);
  write(8, "WAVEfmt ");
  wave.setUint32(16, 16, true);
  wave.setUint16(20, 1, true);
  wave.setUint16(22, 1, true);
  wave.setUint32(24, RATE, true);
  wave.setUint32(28, 2 * RATE, true);
  wave.setUint16(32, 2, true);
  wave.setUint16(34, 16, true);
  write(36, "data");
  wave.setUint32(40, 2 * RATE, true);
  for (let at = 0; at < RATE; at += 1)
    wave.setInt16(HEAD + 2 * at, 9_000 * Math.sin((2 * Math.PI * 400 * at) / RATE), true);
  const tone = new Audio(URL.createObjectURL(new Blob([wave], { type: "audio/wav" })));
  tone.loop = true;
  await tone.play();
  return tone;
}

async function answerChange(connection, channel, sdp) {
  await connection.setRemoteDescription({ type: "offer", sdp });
  await connection.setLocalDescription(await connection.createAnswer());
  channel.send(await gathered(connection));
}

function gathered(connection) {
  return new Promise((resolve) => {
    const look = () => connection.iceGatheringState === "complete" && resolve(connection.localDescription.sdp);
    connection.addEventListener("icegatheringstatechange", look);
    look();
  });
}

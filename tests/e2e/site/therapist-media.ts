import wrtc from "@roamhq/wrtc";

const { RTCAudioSource, RTCVideoSource } = wrtc.nonstandard;

const WIDTH = 160;
const HEIGHT = 120;
const FRAME_EVERY_MS = 100;
const SAMPLE_RATE = 48_000;
const SOUND_EVERY_MS = 10;

/** A grey picture that grows lighter and darker. */
export function startMovingPicture(): MediaStreamTrack {
  const source = new RTCVideoSource();
  const data = new Uint8Array(WIDTH * HEIGHT * 1.5).fill(128);
  let level = 0;
  setInterval(() => {
    level = (level + 7) % 200;
    data.fill(28 + level, 0, WIDTH * HEIGHT);
    source.onFrame({ width: WIDTH, height: HEIGHT, data });
  }, FRAME_EVERY_MS);
  return source.createTrack();
}

/** A quiet steady tone. */
export function startSound(): MediaStreamTrack {
  const source = new RTCAudioSource();
  const samples = new Int16Array(SAMPLE_RATE / 100);
  let at = 0;
  setInterval(() => {
    for (let index = 0; index < samples.length; index += 1) {
      samples[index] = Math.sin((2 * Math.PI * 220 * at) / SAMPLE_RATE) * 1_000;
      at += 1;
    }
    source.onData({
      samples,
      sampleRate: SAMPLE_RATE,
      bitsPerSample: 16,
      channelCount: 1,
      numberOfFrames: samples.length,
    });
  }, SOUND_EVERY_MS);
  return source.createTrack();
}

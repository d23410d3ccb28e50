// A sound clip as the device recorded it: opened with a reason, in this page's memory only, and never played louder than it was recorded.

/** What of a clip may be listened to. None of them amplifies at any frequency: Q is -3.01 dB (Butterworth). */
export const filters = {
  '': null,
  'below 250 Hz': { type: 'lowpass', frequency: 250 },
  'above 250 Hz': { type: 'highpass', frequency: 250 },
};

/** Opens a clip; the reason goes into the audit. Throws the control room's sentence if it does not open. */
export async function openClip(address, reason) {
  const answer = await fetch(`${address}/open`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ reason }),
  });
  if (!answer.ok) throw new Error((await answer.json()).detail);
  return readWav(await answer.arrayBuffer());
}

/** A Broadcast Wave file of 24 bits, whose description states the level of full scale. */
export function readWav(bytes) {
  const view = new DataView(bytes);
  const word = at => String.fromCharCode(...new Uint8Array(bytes, at, 4));
  const sound = { rate: 0, fullScaleDb: NaN, from: NaN, samples: new Float32Array(0) };
  for (let at = 12; at + 8 <= bytes.byteLength;) {
    const [name, length] = [word(at), view.getUint32(at + 4, true)];
    if (name === 'bext') {
      const said = new TextDecoder().decode(new Uint8Array(bytes, at + 8, 256)).match(/^0 dBFS = (-?[\d.]+) dB re 20 uPa; 24 bit; from ([^;]+);/);
      if (said) [sound.fullScaleDb, sound.from] = [Number(said[1]), Date.parse(said[2])];
    }
    if (name === 'fmt ') sound.rate = view.getUint32(at + 12, true);
    if (name === 'data') {
      const count = Math.floor(length / 3);
      sound.samples = new Float32Array(count);
      for (let n = 0, from = at + 8; n < count; n++, from += 3)
        sound.samples[n] = (view.getInt8(from + 2) * 65536 + view.getUint16(from, true)) / 8388608;
    }
    at += 8 + length + length % 2;
  }
  if (!sound.rate || Number.isNaN(sound.fullScaleDb)) throw new Error('What was opened is no clip that states the level of full scale.');
  sound.seconds = sound.samples.length / sound.rate;
  /** Pascal of a sample of 1. */
  sound.pascal = Math.SQRT2 * 20e-6 * 10 ** (sound.fullScaleDb / 20);
  return sound;
}

/** Plays a clip; its volume is 1 at most, at which every sample comes out as it was recorded. */
export function playerOf(sound, ended) {
  const context = new AudioContext();
  const buffer = context.createBuffer(1, sound.samples.length, sound.rate);
  buffer.copyToChannel(sound.samples, 0);
  const gain = context.createGain();
  gain.connect(context.destination);
  let [source, filter, began, at] = [null, null, 0, 0];

  const position = () => source ? Math.min(sound.seconds, at + context.currentTime - began) : at;

  function stop() {
    at = position();
    if (!source) return;
    source.onended = null;
    source.stop();
    source.disconnect();
    source = null;
  }

  function play() {
    if (source) return;
    if (at >= sound.seconds) at = 0;
    context.resume();
    source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(filter ?? gain);
    source.onended = () => {
      stop();
      ended();
    };
    began = context.currentTime;
    source.start(0, at);
  }

  return {
    play, stop, position,
    /** A page that plays many clips gives each one's output back. */
    close() {
      stop();
      context.close();
    },
    get isPlaying() { return source !== null; },
    get volume() { return gain.gain.value; },
    set volume(value) { gain.gain.value = Math.min(1, Math.max(0, value)); },
    seek(seconds) {
      const was = source !== null;
      stop();
      at = Math.min(sound.seconds, Math.max(0, seconds));
      if (was) play();
    },
    filter(name) {
      const was = source !== null;
      stop();
      filter?.disconnect();
      filter = filters[name] ? new BiquadFilterNode(context, { ...filters[name], Q: -3.01 }) : null;
      filter?.connect(gain);
      if (was) play();
    },
  };
}

// What an alert sounds like.

/** P1 rings once and clearly, P2 softer; P3 is silent. */
const tones = {
  1: { notes: [880, 660, 880], gain: 0.35 },
  2: { notes: [520], gain: 0.12 },
};
const noteSeconds = 0.16;

/** Rings as an alert of this priority does. */
export function play(audio, priority) {
  const { notes, gain } = tones[priority] ?? { notes: [], gain: 0 };
  notes.forEach((hertz, i) => note(audio, hertz, gain, audio.currentTime + i * noteSeconds));
}

function note(audio, hertz, loudness, at) {
  const oscillator = new OscillatorNode(audio, { type: 'triangle', frequency: hertz });
  const gain = new GainNode(audio, { gain: 0 });
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(loudness, at + 0.01);
  gain.gain.linearRampToValueAtTime(0, at + noteSeconds);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + noteSeconds);
}

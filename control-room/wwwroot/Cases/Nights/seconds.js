// The seconds of a night as they are sent: NightSeconds.cs writes what is read here.

const missing = 1;
const noSignal = 2;

/** What is doubtful of a second that was measured. */
export const doubts = [
  [4, 'overload'], [8, 'under range'], [16, 'calibration doubt: checks differ by over 0.5 dB'], [32, 'wind'], [64, 'samples lost'], [128, 'seeded'],
];

/** Levels in dB, NaN where none was measured, and flags. */
export function readSeconds(buffer, facts) {
  const count = new DataView(buffer).getInt32(0, true);
  if (count !== facts.count || buffer.byteLength !== 4 + 3 * count) throw new Error('what came is not this night.');
  const bytes = new Uint8Array(buffer, 4);
  const flags = bytes.subarray(2 * count);
  const levels = new Float32Array(count);
  let last = 0;
  for (let i = 0; i < count; i++) {
    const zigzag = bytes[i] | bytes[count + i] << 8;
    last = (last + ((zigzag >> 1) ^ -(zigzag & 1))) << 16 >> 16;
    levels[i] = flags[i] & (missing | noSignal) ? NaN : last / 100;
  }
  return { levels, flags };
}

/** Why a second has no level; null = it has one. */
export function whyNone({ flags }, facts, second) {
  if (!(flags[second] & (missing | noSignal))) return null;
  if (second >= facts.until) return 'still to come';
  if (second < facts.there[0] || second >= facts.there[1]) return 'the microphone was not here';
  if (!(flags[second] & missing)) return 'no signal from the microphone';
  return facts.reasons.find(([from, to]) => second >= from && second < to)?.[2] ?? 'no record came';
}

/** A second in words. */
export function words(seconds, facts, second) {
  const none = whyNone(seconds, facts, second);
  const background = backgroundAt(facts, second);
  const doubtful = doubts.filter(([bit]) => seconds.flags[second] & bit).map(([, word]) => word);
  return [
    none === null ? `LAeq ${seconds.levels[second].toFixed(1)} dB` : `no level: ${none}`,
    ...background === null ? [] : [`background ${background.toFixed(1)} dB`],
    ...doubtful,
    ...facts.alerts.filter(a => a.at === second).map(a => `alert ${a.code}`),
  ].join(', ');
}

/** LA90 of the quarter of an hour; null = not known. */
export function backgroundAt(facts, second) {
  return facts.background.find(([at]) => second >= at && second < at + 900)?.[1] ?? null;
}

/** Stretches of seconds of which `of` gives the same, other than null: [from, to, what]. */
export function stretches(from, to, of) {
  const found = [];
  for (let i = from, last = null; i < to; i++) {
    const what = of(i);
    if (what !== null && what === last) found.at(-1)[1] = i + 1;
    else if (what !== null) found.push([i, i + 1, what]);
    last = what;
  }
  return found;
}

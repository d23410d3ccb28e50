// Level over time and frequency, calibrated: a pure tone reads its own level.

const size = 4096;
/** A flat top: between two bins a tone reads its level too, within 0.01 dB. */
const flatTop = [0.21557895, -0.41663158, 0.277263158, -0.083578947, 0.006947368];
export const lowest = 20;

/** Columns of levels in dB re 20 uPa, from 0 Hz upwards in steps of rate / size. */
export function spectrogramOf(sound, columns) {
  const window = Float64Array.from({ length: size }, (_, n) =>
    flatTop.reduce((sum, part, k) => sum + part * Math.cos(2 * Math.PI * k * n / size), 0));
  const scale = 2 * sound.pascal / window.reduce((sum, w) => sum + w) / Math.SQRT2 / 20e-6;
  const [re, im] = [new Float64Array(size), new Float64Array(size)];
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.round((column + 0.5) / columns * sound.samples.length) - size / 2;
    for (let n = 0; n < size; n++) [re[n], im[n]] = [(sound.samples[from + n] ?? 0) * window[n], 0];
    transform(re, im);
    return Float32Array.from({ length: size / 2 }, (_, k) => 20 * Math.log10(Math.max(1e-12, Math.hypot(re[k], im[k]) * scale)));
  });
}

/** The level at a frequency within a column: of several bins the highest. */
export function levelAt(column, rate, low, high) {
  const [a, b] = [Math.round(low / rate * size), Math.round(high / rate * size)];
  let level = -Infinity;
  for (let k = Math.max(1, a); k <= Math.min(column.length - 1, Math.max(a, b)); k++) level = Math.max(level, column[k]);
  return level;
}

/** In place, radix 2. */
function transform(re, im) {
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) [re[i], re[j], im[i], im[j]] = [re[j], re[i], im[j], im[i]];
  }
  for (let length = 2; length <= size; length *= 2) {
    const [c, s] = [Math.cos(-2 * Math.PI / length), Math.sin(-2 * Math.PI / length)];
    for (let start = 0; start < size; start += length) {
      let [wr, wi] = [1, 0];
      for (let k = start; k < start + length / 2; k++) {
        const o = k + length / 2;
        const [tr, ti] = [re[o] * wr - im[o] * wi, re[o] * wi + im[o] * wr];
        [re[o], im[o], re[k], im[k]] = [re[k] - tr, im[k] - ti, re[k] + tr, im[k] + ti];
        [wr, wi] = [wr * c - wi * s, wr * s + wi * c];
      }
    }
  }
}

// The picture of a clip: level trace of the meter's seconds, waveform and spectrogram, one above the other over the same time.
import { clock, colours, line } from '../../chart.js';
import { levelAt, lowest, spectrogramOf } from './spectrum.js';

const columns = 600;
const span = 60;
/** From quiet to loud; lightness ascends, so that it reads without colours too. */
const scale = [[16, 20, 28], [59, 43, 102], [139, 52, 110], [214, 87, 82], [247, 160, 60], [250, 235, 130]];

export const timeOf = (canvas, x) => {
  const { width } = canvas.getBoundingClientRect();
  return (x - 48) / (width - 48 - 56);
};

/** Draws all but the cursor, and returns a function that draws it. */
export function drawClip({ g, width, height }, canvas, { sound, levels, zone, spectrogram }) {
  const c = colours(canvas);
  const [left, right, gap] = [48, width - 56, 14];
  const each = (height - 26 - 3 * gap) / 4;
  const rows = [[gap, gap + each], [2 * gap + each, 2 * gap + 2 * each], [3 * gap + 2 * each, 3 * gap + 4 * each]];
  const x = seconds => left + seconds / sound.seconds * (right - left);
  times(g, c, x, sound, zone, height, rows);
  trace(g, c, x, sound, levels, rows[0]);
  wave(g, c, x, sound, rows[1], left, right);
  spectrum(g, c, sound, spectrogram, rows[2], left, right);
}

function times(g, c, x, sound, zone, height, rows) {
  const step = sound.seconds > 12 ? 5 : 1;
  g.strokeStyle = c.grid;
  g.fillStyle = c.quiet;
  g.textAlign = 'center';
  for (let second = 0; second <= sound.seconds; second += step) {
    for (const [top, bottom] of rows.slice(0, 2)) line(g, x(second), top, x(second), bottom);
    g.fillText(clock(sound.from + second * 1000, zone), x(second), height - 6);
  }
}

function trace(g, c, x, sound, levels, [top, bottom]) {
  const known = levels.map(([, level]) => level);
  const [low, high] = known.length ? [Math.floor(Math.min(...known) / 10) * 10, Math.ceil((Math.max(...known) + 1) / 10) * 10] : [20, 60];
  const y = level => bottom - (level - low) / Math.max(10, high - low) * (bottom - top);
  g.textAlign = 'right';
  g.fillStyle = c.quiet;
  g.strokeStyle = c.grid;
  for (const level of [low, high]) {
    line(g, x(0), y(level), x(sound.seconds), y(level));
    g.fillText(`${level}`, x(0) - 6, y(level) + 4);
  }
  g.strokeStyle = c.level;
  g.lineWidth = 2;
  for (const [t, level] of levels) {
    const from = (t - sound.from) / 1000;
    line(g, x(from), y(level), x(Math.min(sound.seconds, from + 1)), y(level));
  }
  g.lineWidth = 1;
  label(g, c, x(0), top, known.length ? 'LAeq of each second as the meter recorded it, dB' : 'The meter\'s seconds are not kept any more');
}

function wave(g, c, x, sound, [top, bottom], left, right) {
  let most = 0;
  for (const sample of sound.samples) most = Math.max(most, Math.abs(sample));
  const [middle, half] = [(top + bottom) / 2, (bottom - top) / 2];
  const per = sound.samples.length / (right - left);
  g.strokeStyle = c.level;
  for (let column = 0; column < right - left; column++) {
    let [least, highest] = [0, 0];
    for (let n = Math.floor(column * per); n < (column + 1) * per; n++) {
      least = Math.min(least, sound.samples[n]);
      highest = Math.max(highest, sound.samples[n]);
    }
    line(g, left + column, middle - highest / most * half, left + column, middle - least / most * half + 0.5);
  }
  const pascal = most * sound.pascal;
  g.textAlign = 'right';
  g.fillStyle = c.quiet;
  for (const [value, at] of [[pascal, top + 8], [-pascal, bottom]]) g.fillText(value.toPrecision(2), left - 6, at);
  label(g, c, left, top, 'Sound pressure, Pa');
}

function spectrum(g, c, sound, spectrogram, [top, bottom], left, right) {
  const highest = Math.min(20_000, sound.rate / 2);
  const rows = Math.max(1, Math.round(bottom - top));
  const hertz = row => lowest * (highest / lowest) ** (1 - row / rows);
  let loudest = -Infinity;
  for (const column of spectrogram) loudest = Math.max(loudest, levelAt(column, sound.rate, lowest, highest));
  const most = Math.ceil(loudest / 10) * 10;
  const image = new ImageData(spectrogram.length, rows);
  spectrogram.forEach((column, at) => {
    for (let row = 0; row < rows; row++) {
      const rgb = colourOf((levelAt(column, sound.rate, hertz(row + 1), hertz(row)) - most + span) / span);
      image.data.set([...rgb, 255], 4 * (row * spectrogram.length + at));
    }
  });
  const picture = new OffscreenCanvas(spectrogram.length, rows);
  picture.getContext('2d').putImageData(image, 0, 0);
  g.drawImage(picture, left, top, right - left, bottom - top);
  g.fillStyle = c.quiet;
  g.textAlign = 'right';
  for (const [f, name] of [[31.5, '31.5'], [125, '125'], [500, '500'], [2000, '2k'], [8000, '8k Hz']])
    if (f < highest) g.fillText(name, left - 6, bottom - Math.log(f / lowest) / Math.log(highest / lowest) * (bottom - top) + 4);
  g.textAlign = 'left';
  for (let row = 0; row < rows; row++) {
    g.fillStyle = `rgb(${colourOf(1 - row / rows).join()})`;
    g.fillRect(right + 8, top + row, 10, 1.5);
  }
  g.fillStyle = c.quiet;
  for (const part of [0, 0.5, 1]) g.fillText(`${most - part * span}${part ? '' : ' dB'}`, right + 22, top + 8 + part * (bottom - top - 8));
  label(g, c, left, top, 'Level over frequency: a pure tone reads its own level', '#fff');
}

function label(g, c, left, top, text, colour = c.text) {
  g.textAlign = 'left';
  g.fillStyle = colour;
  g.fillText(text, left + 6, top + 12);
}

function colourOf(part) {
  const at = Math.min(0.9999, Math.max(0, part || 0)) * (scale.length - 1);
  const [a, b, share] = [scale[Math.floor(at)], scale[Math.floor(at) + 1], at % 1];
  return a.map((value, n) => Math.round(value + (b[n] - value) * share));
}

export const spectrogram = sound => spectrogramOf(sound, columns);

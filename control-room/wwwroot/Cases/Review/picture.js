// Level and spectrogram of one event, of the same seconds and under one another. Nothing is drawn where nothing was measured.
import { clock, colours, line } from '../../chart.js';

const bands = 34;
const [quietest, loudest] = [10, 80];
const named = { 20: 3, 63: 8, 125: 11, 250: 14, 500: 17, '1 k': 20, '2 k': 23, '4 k': 26, '8 k': 29, '16 k': 32 };

/** Dark to light, evenly to the eye: lightness alone orders the colours, so that it reads without telling hues apart. */
const shades = [[0, 6, 22], [36, 20, 88], [104, 28, 112], [168, 52, 92], [222, 98, 58], [246, 164, 50], [252, 240, 164]];

const plot = (width, height) => ({ left: 52, right: width - 68, top: 12, floor: height - 22 });

export function drawTrace({ g, width, height }, canvas, event) {
  const c = colours(canvas);
  const p = plot(width, height);
  if (!isRead(g, c, p, event, height)) return;
  const { laeq, lafmax } = event.trace;
  const known = [...laeq, ...lafmax, event.background * 10].filter(l => l !== null);
  const low = Math.floor((Math.min(...known) / 10 - 3) / 10) * 10;
  const high = Math.max(low + 30, Math.ceil((Math.max(...known) / 10 + 3) / 10) * 10);
  const y = level => p.floor - (level - low) / (high - low) * (p.floor - p.top);
  const x = across(p, event);
  g.textAlign = 'right';
  for (let level = low; level <= high; level += 10) {
    g.strokeStyle = c.grid;
    line(g, p.left, y(level), p.right, y(level));
    g.fillStyle = c.quiet;
    g.fillText(level + 10 > high ? `${level} dB` : level, p.left - 6, y(level) + 4);
  }
  frame(g, c, p, x, event, height);
  g.strokeStyle = c.quiet;
  g.lineWidth = 2.5;
  line(g, p.left, y(event.background), p.right, y(event.background));
  g.strokeStyle = g.fillStyle = c.level;
  g.lineWidth = 1.75;
  for (const [i, level] of laeq.entries()) {
    if (level === null) continue;
    line(g, x(i), y(level / 10), x(i + 1), y(level / 10));
    if (i > 0 && laeq[i - 1] !== null) line(g, x(i), y(laeq[i - 1] / 10), x(i), y(level / 10));
  }
  g.lineWidth = 1;
  for (const [i, level] of lafmax.entries()) if (level !== null) g.fillRect((x(i) + x(i + 1)) / 2 - 1.5, y(level / 10) - 1.5, 3, 3);
}

export function drawSpectrogram({ g, width, height }, canvas, event) {
  const c = colours(canvas);
  const p = plot(width, height);
  if (!isRead(g, c, p, event, height)) return;
  const x = across(p, event);
  const y = band => p.floor - band / bands * (p.floor - p.top);
  const { bands: columns } = event.trace;
  for (const [i, column] of columns.entries()) {
    for (let band = 0; column && band < bands; band++) {
      if (column[band] === null) continue;
      g.fillStyle = shade(column[band] / 10);
      g.fillRect(x(i), y(band + 1), x(i + 1) - x(i) + 0.5, y(band) - y(band + 1) + 0.5);
    }
  }
  g.textAlign = 'right';
  g.fillStyle = c.quiet;
  for (const [hertz, band] of Object.entries(named)) {
    g.strokeStyle = c.grid;
    line(g, p.left - 4, y(band + 0.5), p.left, y(band + 0.5));
    g.fillText(hertz === '16 k' ? '16 kHz' : hertz, p.left - 6, y(band + 0.5) + 4);
  }
  scale(g, c, p);
  frame(g, c, p, x, event, height);
  if (columns.every(column => column === null)) {
    g.textAlign = 'center';
    g.fillStyle = c.text;
    g.fillText('no third-octave bands of these seconds are stored', (p.left + p.right) / 2, (p.top + p.floor) / 2);
  }
}

function isRead(g, c, p, event, height) {
  if (event?.trace) return true;
  g.textAlign = 'left';
  g.fillStyle = c.quiet;
  g.fillText(event ? event.fault ?? 'Reading …' : 'No event', p.left, height / 2);
  return false;
}

const across = (p, { trace: { laeq } }) => column => p.left + column / laeq.length * (p.right - p.left);

/** The event between two lines, and the time of day under it. */
function frame(g, c, p, x, { start, seconds, zone, trace: { from, step, laeq } }, height) {
  g.strokeStyle = c.movement;
  g.lineWidth = 2;
  for (const at of [start, start + seconds]) line(g, x((at - from) / step), p.top, x((at - from) / step), p.floor);
  g.lineWidth = 1;
  g.fillStyle = c.quiet;
  g.textAlign = 'center';
  const room = Math.max(1, Math.floor((p.right - p.left) / 90));
  const every = Math.ceil(laeq.length / room);
  for (let i = 0; i < laeq.length; i += every) g.fillText(clock((from + i * step) * 1000, zone), Math.max(x(i), p.left + 24), height - 6);
}

function scale(g, c, p) {
  const [left, tall] = [p.right + 10, p.floor - p.top];
  for (let i = 0; i < tall; i++) {
    g.fillStyle = shade(loudest - i / tall * (loudest - quietest));
    g.fillRect(left, p.top + i, 12, 1.5);
  }
  g.textAlign = 'left';
  g.fillStyle = c.quiet;
  const y = level => p.floor - (level - quietest) / (loudest - quietest) * tall + 4;
  for (const level of [10, 30, 50, 80]) g.fillText(level === loudest ? '80 dB' : level, left + 15, y(level));
}

function shade(level) {
  const place = Math.min(Math.max((level - quietest) / (loudest - quietest), 0), 1) * (shades.length - 1);
  const i = Math.min(Math.floor(place), shades.length - 2);
  const mixed = shades[i].map((v, k) => Math.round(v + (place - i) * (shades[i + 1][k] - v)));
  return `rgb(${mixed.join(' ')})`;
}

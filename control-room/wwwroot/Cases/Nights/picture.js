// The picture of a night. Nothing is drawn where nothing was measured, and no word stands where what it says is not.
import { colours, clock, line } from '../../chart.js';
import { doubts, stretches, whyNone } from './seconds.js';
import { drawEvents } from './events.js';
import { drawDiary } from './diary.js';

const ticks = [1, 5, 15, 30, 60, 300, 900, 1800, 3600];
const doubtRow = 15;

/** Where level is drawn, the rows under it, and the axis. */
export function plot(width, height) {
  return { left: 48, right: width - 10, top: 16, floor: height - 84, diary: height - 64, alerts: height - 44, axis: height - 22 };
}

export function drawNight({ g, width, height }, canvas, night) {
  const c = colours(canvas);
  const p = plot(width, height);
  const [from, to] = night.view;
  const x = second => p.left + (second - from) / (to - from) * (p.right - p.left);
  g.fillStyle = c.quiet;
  g.textAlign = 'left';
  if (!night.seconds) {
    g.fillText(night.fault ?? 'Reading the night …', p.left + 12, height / 2);
    return;
  }
  const [low, high] = night.range ??= rangeOf(night);
  const y = level => p.floor - (level - low) / (high - low) * (p.floor - p.top);
  grid(g, c, p, y, low, high);
  times(g, c, p, x, night, height);
  g.save();
  g.beginPath();
  g.rect(p.left, 0, p.right - p.left, height);
  g.clip();
  gaps(g, c, p, x, night);
  background(g, c, x, y, night);
  levels(g, c, p, x, y, night);
  doubtful(g, c, p, x, night);
  drawEvents(g, c, p, x, night);
  drawDiary(g, c, p, x, night);
  alerts(g, c, p, x, night);
  if (night.change !== null) {
    g.strokeStyle = g.fillStyle = c.text;
    g.setLineDash([2, 4]);
    line(g, x(night.change), p.top, x(night.change), p.axis);
    g.setLineDash([]);
    g.fillText('clock changed', x(night.change) + 4, p.floor - 6);
  }
  if (night.cursor !== null) {
    g.strokeStyle = c.accent;
    line(g, x(night.cursor + 0.5), p.top, x(night.cursor + 0.5), p.axis);
  }
  g.restore();
  g.fillStyle = c.quiet;
  g.textAlign = 'left';
}

/** One scale for the whole night: it does not change with the view. */
function rangeOf({ seconds, background }) {
  let [least, most] = [Infinity, -Infinity];
  for (const level of [...seconds.levels, ...background.map(([, level]) => level)]) {
    if (level < least) least = level;
    if (level > most) most = level;
  }
  if (least > most) return [20, 80];
  const low = Math.floor((least - 2) / 10) * 10;
  return [low, Math.max(low + 40, Math.ceil((most + 6) / 10) * 10)];
}

function grid(g, c, p, y, low, high) {
  g.lineWidth = 1;
  g.strokeStyle = c.grid;
  g.fillStyle = c.quiet;
  g.textAlign = 'right';
  for (let level = low; level <= high; level += 10) {
    line(g, p.left, Math.round(y(level)) + 0.5, p.right, Math.round(y(level)) + 0.5);
    g.fillText(level + 10 > high ? `${level} dB` : level, p.left - 6, y(level) + 4);
  }
}

function times(g, c, p, x, night, height) {
  const [from, to] = night.view;
  const room = night.change === null ? 64 : 104;
  const step = ticks.find(t => t / (to - from) * (p.right - p.left) >= room) ?? 3600 * Math.ceil((to - from) / 3600 / ((p.right - p.left) / room));
  const options = { timeZone: night.zone, hour: '2-digit', minute: '2-digit', ...step < 60 ? { second: '2-digit' } : {},
    ...night.change === null ? {} : { timeZoneName: 'short' } };
  const label = new Intl.DateTimeFormat('en-GB', options);
  g.strokeStyle = c.grid;
  g.fillStyle = c.quiet;
  g.textAlign = 'center';
  for (let second = Math.ceil(from / step) * step; second <= to; second += step) {
    line(g, x(second), p.top, x(second), p.axis + 4);
    const text = label.format((night.from + second) * 1000);
    const half = g.measureText(text).width / 2;
    if (x(second) - half >= 0 && x(second) + half <= p.right + 10) g.fillText(text, x(second), height - 5);
  }
}

/** Each with its reason, within it: of one that is not on the screen nothing is said there. */
function gaps(g, c, p, x, night) {
  for (const [from, to, why] of night.gaps ??= stretches(0, night.count, i => whyNone(night.seconds, night, i))) {
    if (to <= night.view[0] || from >= night.view[1]) continue;
    const [a, b] = [Math.max(x(from), p.left), Math.min(Math.max(x(to), x(from) + 1), p.right)];
    hatch(g, c.grid, a, p.top, b, p.floor, why === 'still to come' ? 24 : 9);
    g.fillStyle = c.text;
    g.textAlign = 'center';
    if (g.measureText(why).width + 8 < b - a) text(g, c, why, (a + b) / 2, (p.top + p.floor) / 2);
  }
}

function hatch(g, colour, left, top, right, bottom, step) {
  g.save();
  g.beginPath();
  g.rect(left, top, right - left, bottom - top);
  g.clip();
  g.strokeStyle = colour;
  for (let at = Math.floor((left - bottom) / step) * step; at < right; at += step) line(g, at, bottom, at + bottom - top, top);
  g.strokeRect(left, top, right - left, bottom - top);
  g.restore();
}

/** Where seconds were measured: of a gap it says nothing. */
function background(g, c, x, y, night) {
  night.measured ??= stretches(0, night.count, i => Number.isNaN(night.seconds.levels[i]) ? null : true);
  g.strokeStyle = c.quiet;
  g.lineWidth = 2.5;
  for (const [at, level] of night.background) {
    for (const [from, to] of night.measured) {
      if (from < at + 900 && to > at) line(g, x(Math.max(at, from)), y(level), x(Math.min(at + 900, to)), y(level));
    }
  }
  g.lineWidth = 1;
}

/** From far each column of the screen spans what its seconds span, so that the shortest peak shows; from near each second is a step. */
function levels(g, c, p, x, y, { seconds: { levels: of }, view: [from, to], count }) {
  const perPixel = (to - from) / (p.right - p.left);
  g.strokeStyle = g.fillStyle = c.level;
  if (perPixel > 1) {
    for (let column = 0, i = Math.floor(from); column < p.right - p.left; column++) {
      let [least, most] = [Infinity, -Infinity];
      for (const end = Math.min(from + (column + 1) * perPixel, count); i < end; i++) {
        if (of[i] < least) least = of[i];
        if (of[i] > most) most = of[i];
      }
      if (least <= most) g.fillRect(p.left + column, y(most) - 0.75, 1, y(least) - y(most) + 1.5);
    }
    return;
  }
  g.lineWidth = 1.75;
  g.beginPath();
  for (let i = Math.max(Math.floor(from), 0), open = false; i < Math.min(to + 1, count); i++) {
    if (Number.isNaN(of[i])) {
      open = false;
      continue;
    }
    if (open) g.lineTo(x(i), y(of[i]));
    else g.moveTo(x(i), y(of[i]));
    g.lineTo(x(i + 1), y(of[i]));
    open = true;
  }
  g.stroke();
  g.lineWidth = 1;
}

/** A bar above the line for each doubt, as long as it lasts, with its word where there is room for it. */
function doubtful(g, c, p, x, night) {
  night.doubtful ??= doubts.map(([bit, word]) => [word, stretches(0, night.count, i => night.seconds.flags[i] & bit ? word : null)])
    .filter(([, found]) => found.length > 0);
  for (const [row, [word, found]] of night.doubtful.entries()) {
    const at = p.top + row * doubtRow;
    let free = -Infinity;
    for (const [from, to] of found) {
      if (to <= night.view[0] || from >= night.view[1]) continue;
      const [a, b] = [Math.max(x(from), p.left), Math.min(Math.max(x(to), x(from) + 2), p.right)];
      g.fillStyle = c.soon;
      g.fillRect(a, at, b - a, 3);
      const width = g.measureText(word).width;
      if (a < free || a + width > p.right) continue;
      g.textAlign = 'left';
      text(g, c, word, a, at + doubtRow - 1);
      free = a + width + 12;
    }
  }
}

function alerts(g, c, p, x, night) {
  g.strokeStyle = c.grid;
  line(g, p.left, p.alerts + 0.5, p.right, p.alerts + 0.5);
  g.textAlign = 'left';
  let free = -Infinity;
  for (const { at, code } of night.alerts) {
    if (at < night.view[0] || at >= night.view[1]) continue;
    g.fillStyle = c.soon;
    g.beginPath();
    g.moveTo(x(at), p.alerts - 9);
    g.lineTo(x(at) + 5, p.alerts);
    g.lineTo(x(at) - 5, p.alerts);
    g.fill();
    const width = g.measureText(code).width;
    if (x(at) < free || x(at) + width > p.right) continue;
    text(g, c, code, x(at), p.alerts + 14);
    free = x(at) + width + 12;
  }
}

function text(g, c, words, x, y) {
  g.strokeStyle = c.surface;
  g.lineWidth = 4;
  g.strokeText(words, x, y);
  g.lineWidth = 1;
  g.fillStyle = c.text;
  g.fillText(words, x, y);
}

// The seconds around an alert: level above, movement below, the rule's line, and a mark where it fired.
import { canvasOf, colours, clock, line } from '../chart.js';
import { shown, pointed } from './instant.js';

const beforeMs = 80_000;
const afterMs = 40_000;
const left = 40;
const axis = 18;
const movementHeight = 38;

export function start(canvas) {
  const surface = canvasOf(canvas, draw);
  const readout = canvas.parentElement.querySelector('.readout');
  let alert = null;
  let seconds = new Map();
  let failed = false;
  let cursor = null;
  let timer = 0;

  async function load(wanted) {
    clearTimeout(timer);
    const [from, to] = [wanted.fired - beforeMs, wanted.fired + afterMs];
    let now = 0;
    try {
      const answer = await fetch(`live/trace?site=${encodeURIComponent(wanted.site)}&from=${from}&to=${to}`);
      if (!answer.ok) throw new Error(answer.statusText);
      const readings = await answer.json();
      if (alert !== wanted) return;
      seconds = merge(readings);
      failed = false;
      // By the control room's clock: this machine's own may be wrong by any amount.
      now = Date.parse(answer.headers.get('Date'));
    } catch {
      failed = true;
    }
    if (alert !== wanted) return;
    draw();
    // Late records may still come for a few seconds after the window's end.
    if (failed || now < to + 5000) timer = setTimeout(() => load(wanted), 1000);
  }

  function merge(readings) {
    const bySecond = new Map();
    for (const { t, lAeq, occupied } of readings) {
      const one = bySecond.get(t) ?? {};
      if (lAeq != null) one.level = Math.max(one.level ?? -Infinity, lAeq);
      if (occupied != null) one.occupied = Math.max(one.occupied ?? 0, occupied);
      bySecond.set(t, one);
    }
    return bySecond;
  }

  function draw() {
    const { g, width, height } = surface.begin();
    if (!alert) return;
    const c = colours(canvas);
    const from = alert.fired - beforeMs;
    const x = t => left + (t - from) / (beforeMs + afterMs) * (width - left - 8);
    const known = [...seconds].sort((a, b) => a[0] - b[0]);
    const levels = known.flatMap(([, s]) => s.level ?? []);
    const top = 10;
    const floor = height - axis - movementHeight - 6;
    const all = alert.limit == null ? levels : [...levels, alert.limit];
    const low = all.length ? Math.floor((Math.min(...all) - 3) / 10) * 10 : 30;
    const high = all.length ? Math.max(low + 30, Math.ceil((Math.max(...all) + 3) / 10) * 10) : 80;
    const y = level => floor - (level - low) / (high - low) * (floor - top);

    g.fillStyle = c.quiet;
    g.strokeStyle = c.grid;
    g.lineWidth = 1;
    for (let level = low; level <= high; level += high - low > 40 ? 20 : 10) {
      line(g, left, y(level), width - 8, y(level));
      g.textAlign = 'right';
      g.fillText(level, left - 6, y(level) + 4);
    }
    g.textAlign = 'center';
    for (let t = Math.ceil(from / 30_000) * 30_000; t <= from + beforeMs + afterMs; t += 30_000) {
      if (x(t) > left + 24 && x(t) < width - 30) g.fillText(clock(t, alert.timeZone), x(t), height - 5);
    }

    drawMovement(g, c, known, x, height - axis, width);
    drawLevel(g, c, known, x, y, floor);
    if (alert.limit != null) {
      g.strokeStyle = g.fillStyle = c.soon;
      g.setLineDash([6, 4]);
      line(g, left, y(alert.limit), width - 8, y(alert.limit));
      g.setLineDash([]);
      g.textAlign = 'left';
      g.fillText(`line ${alert.limit.toFixed(1)} dB`, left + 6, y(alert.limit) - 5);
    }
    g.strokeStyle = g.fillStyle = c.text;
    line(g, x(alert.fired), top, x(alert.fired), height - axis);
    g.beginPath();
    g.moveTo(x(alert.fired) - 5, top - 6);
    g.lineTo(x(alert.fired) + 5, top - 6);
    g.lineTo(x(alert.fired), top + 2);
    g.fill();
    g.textAlign = 'left';
    g.fillText('fired', x(alert.fired) + 8, top + 5);
    if (failed || known.length === 0) {
      g.fillStyle = c.quiet;
      g.textAlign = 'left';
      g.fillText(failed ? 'The levels cannot be read now; trying again.' : 'No levels are known around this alert.', left + 12, (top + floor) / 2);
    }
    if (cursor !== null) {
      g.strokeStyle = c.accent;
      line(g, x(cursor), top, x(cursor), height - axis);
    }
    if (shown.value) drawShown(g, c, shown.value, x, top, height - axis);
    canvas.dataset.shown = shown.value?.t ?? '';
  }

  function read(t) {
    if (!alert) return;
    cursor = Math.min(Math.max(t, alert.fired - beforeMs), alert.fired + afterMs);
    pointed.set(cursor);
    cursor = Math.floor(cursor / 1000) * 1000;
    const { level, occupied } = seconds.get(cursor) ?? {};
    readout.textContent = `${clock(cursor, alert.timeZone)}  ${level == null ? 'no level' : level.toFixed(1) + ' dB'}`
      + (occupied == null ? '' : `, movement ${occupied.toFixed(1)} %`);
    draw();
  }

  function forget() {
    cursor = null;
    pointed.set(null);
    readout.textContent = '';
    draw();
  }

  canvas.addEventListener('keydown', e => {
    if (e.key !== 'ArrowLeft' && e.key !== 'ArrowRight') return;
    e.preventDefault();
    read((cursor ?? shown.value?.t ?? alert?.fired ?? 0) + (e.key === 'ArrowLeft' ? -1000 : 1000));
  });
  canvas.addEventListener('blur', forget);
  canvas.addEventListener('pointermove', e => {
    const box = canvas.getBoundingClientRect();
    if (alert) read(alert.fired - beforeMs + (e.clientX - box.left - left) / (box.width - left - 8) * (beforeMs + afterMs));
  });
  canvas.addEventListener('pointerleave', forget);
  const unfollow = shown.follow(draw);

  return {
    show(wanted) {
      alert = wanted;
      seconds = new Map();
      failed = false;
      forget();
      load(wanted);
    },
    dispose() {
      alert = null;
      clearTimeout(timer);
      unfollow();
      surface.dispose();
    },
  };
}

function drawLevel(g, c, known, x, y, floor) {
  for (const run of runs(known.filter(([, s]) => s.level != null))) {
    g.beginPath();
    for (const [t, s] of run) {
      g.lineTo(x(t), y(s.level));
      g.lineTo(x(t + 1000), y(s.level));
    }
    g.strokeStyle = c.level;
    g.lineWidth = 1.75;
    g.stroke();
    g.lineTo(x(run.at(-1)[0] + 1000), floor);
    g.lineTo(x(run[0][0]), floor);
    g.fillStyle = c.levelUnder;
    g.fill();
    g.lineWidth = 1;
  }
}

function drawMovement(g, c, known, x, floor, width) {
  const moved = known.filter(([, s]) => s.occupied != null);
  if (moved.length === 0) return;
  const most = Math.max(10, ...moved.map(([, s]) => s.occupied));
  g.fillStyle = c.movement;
  for (const [t, s] of moved) {
    const h = s.occupied / most * (movementHeight - 12);
    g.fillRect(x(t), floor - h, Math.max(1, x(t + 1000) - x(t) - 1), h);
  }
  g.strokeStyle = c.grid;
  line(g, left, floor, width - 8, floor);
  g.fillStyle = c.quiet;
  g.textAlign = 'left';
  g.fillText(`movement, up to ${most.toFixed(0)} %`, left + 6, floor - movementHeight + 9);
}

/** The frame that the picture shows now, and beside it how far the clip reaches. */
function drawShown(g, c, { t, from, to }, x, top, bottom) {
  g.fillStyle = g.strokeStyle = c.accent;
  g.fillRect(x(from), bottom, x(to) - x(from), 3);
  g.lineWidth = 2;
  line(g, x(t), top, x(t), bottom);
  g.lineWidth = 1;
  g.beginPath();
  g.arc(x(t), bottom + 1, 5, 0, 2 * Math.PI);
  g.fill();
}

/** Stretches without a missing second: a gap is drawn as a gap. */
function runs(known) {
  const found = [];
  for (const one of known) {
    if (found.length && one[0] - found.at(-1).at(-1)[0] === 1000) found.at(-1).push(one);
    else found.push([one]);
  }
  return found;
}

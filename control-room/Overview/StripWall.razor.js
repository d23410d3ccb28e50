// Live strips: one server-sent stream for every viewer alike, drawn here, never through the circuit.
import { canvasOf, colours } from '../chart.js';

const shownSeconds = 120;
const staleSeconds = 6;

/** Level is drawn on one scale everywhere, so that places compare; movement on the least of these tops that holds it. */
const levelRange = [30, 100];
const movementTops = [10, 25, 50, 100];

export function start(wall) {
  const strips = [...wall.querySelectorAll('[data-strip]')].map(stripOf);
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const source = new EventSource('live/strips');
  source.onmessage = e => {
    const beat = JSON.parse(e.data);
    ahead = beat.now - Date.now();
    for (const reading of beat.readings) for (const strip of strips) strip.take(reading);
    draw();
  };
  const draw = () => strips.forEach(s => s.draw(now()));
  const timer = setInterval(draw, 1000);
  return {
    dispose() {
      clearInterval(timer);
      source.close();
      strips.forEach(s => s.dispose());
    },
  };

  function stripOf(element) {
    const isLevel = element.dataset.strip === 'level';
    const field = isLevel ? 'lAeq' : 'occupied';
    const devices = new Map(element.dataset.devices.split(' ').map(id => [id, new Map()]));
    const canvas = element.querySelector('canvas');
    const output = element.querySelector('output');
    const surface = canvasOf(canvas, () => strip.draw(now()));
    let last = null;
    const strip = {
      take(reading) {
        if (reading[field] == null) return;
        devices.get(reading.device)?.set(reading.t, reading[field]);
        if (devices.has(reading.device) && (last === null || reading.t > last)) last = reading.t;
      },
      draw(at) {
        const { g, width, height } = surface.begin();
        const c = colours(canvas);
        const from = Math.floor(at / 1000) * 1000 - shownSeconds * 1000;
        const x = t => (t - from) / (shownSeconds * 1000) * width;
        for (const values of devices.values()) for (const t of values.keys()) if (t < from - 5000) values.delete(t);
        const most = Math.max(0, ...[...devices.values()].flatMap(v => [...v.values()]));
        const [low, high] = isLevel ? levelRange : [0, movementTops.find(t => t >= most) ?? 100];
        const y = value => height - 1 - Math.max(0, Math.min(1, (value - low) / (high - low))) * (height - 3);
        g.strokeStyle = c.grid;
        for (const mark of isLevel ? [50, 70, 90] : [high / 2]) {
          g.beginPath();
          g.moveTo(0, Math.round(y(mark)) + 0.5);
          g.lineTo(width, Math.round(y(mark)) + 0.5);
          g.stroke();
        }
        for (const values of devices.values()) {
          for (const [t, value] of values) {
            const w = Math.max(1, x(t + 1000) - x(t));
            g.fillStyle = isLevel ? c.levelUnder : c.movement;
            g.fillRect(x(t), y(value), w, height - y(value));
            if (!isLevel) continue;
            g.fillStyle = c.level;
            g.fillRect(x(t), y(value) - 1, w + 0.5, 2);
          }
        }
        if (height > 60 && width > 400) label(g, c, isLevel ? [50, 70, 90] : [high / 2], y, x, from, isLevel ? 'dB' : '%');
        const silent = last === null ? Infinity : (at - last) / 1000;
        element.toggleAttribute('data-stale', silent > staleSeconds);
        output.textContent = silent > shownSeconds ? 'no reading'
          : silent > staleSeconds ? `${Math.floor(silent)} s ago`
          : isLevel ? `${latest().toFixed(0)} dB` : `${latest().toFixed(1)} %`;
        if (last !== null) element.dataset.lastSecond = last;
      },
      dispose: () => surface.dispose(),
    };
    const latest = () => Math.max(...[...devices.values()].flatMap(v => v.get(last) ?? []));
    return strip;
  }
}

function label(g, c, marks, y, x, from, unit) {
  g.fillStyle = c.quiet;
  g.textAlign = 'left';
  for (const mark of marks) g.fillText(`${mark} ${unit}`, 4, y(mark) - 4);
  g.textAlign = 'center';
  for (const ago of [90, 60, 30]) g.fillText(`${ago} s ago`, x(from + (shownSeconds - ago) * 1000), 14);
}

// Wind and rain under the line of a night, and over it what is left out. Both follow the view of the picture.
import { canvasOf, colours, line } from '../../chart.js';
import { plot } from './picture.js';

const rowHeight = 60;
const keys = { v: '[data-key=v]', b: '[data-bass] summary' };

for (const element of document.querySelectorAll('[data-around]')) start(element);

document.addEventListener('keydown', e => {
  if (e.ctrlKey || e.altKey || e.metaKey || e.target.closest('input, select, textarea')) return;
  const key = e.key.toLowerCase();
  const found = key in keys ? document.querySelector(keys[key]) : null;
  found?.click();
  if (key === 'b') found?.focus();
});

function start(element) {
  const night = document.querySelector('[data-night]');
  const picture = night?.querySelector('canvas');
  if (!picture) return;
  const facts = JSON.parse(element.dataset.around);
  const count = JSON.parse(night.dataset.night).count;
  const button = element.querySelector('[data-key=v]');

  // Beside the picture's own element, over it and in the room left under it.
  const frame = document.createElement('div');
  frame.style.position = 'relative';
  night.replaceWith(frame);
  picture.style.marginBottom = `${rowHeight + 4}px`;
  const [cover, row] = [document.createElement('canvas'), document.createElement('canvas')];
  frame.append(night, cover, row);
  cover.setAttribute('aria-hidden', 'true');
  row.setAttribute('role', 'img');
  row.setAttribute('aria-label', element.querySelector('[data-weather]').textContent);
  const place = () => {
    const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = picture;
    for (const [canvas, y, tall] of [[cover, top, height], [row, top + height + 2, rowHeight]]) {
      Object.assign(canvas.style, { position: 'absolute', pointerEvents: 'none', left: `${left}px`, top: `${y}px`, width: `${width}px`, height: `${tall}px` });
    }
  };

  const draw = () => {
    place();
    const view = (picture.dataset.view ?? `0 ${count}`).split(' ').map(Number);
    weather(rowSurface.begin(), row, facts, view);
    leftOut(coverSurface.begin(), cover, element.dataset.leftOut === 'true' ? facts.leftOut : [], view);
  };
  place();
  const rowSurface = canvasOf(row, draw);
  const coverSurface = canvasOf(cover, draw);
  new MutationObserver(draw).observe(picture, { attributeFilter: ['data-view'] });
  button.addEventListener('click', () => {
    const isOut = element.dataset.leftOut !== 'true';
    element.dataset.leftOut = isOut;
    button.setAttribute('aria-pressed', isOut);
    draw();
  });
  draw();
  element.dataset.ready = 'true';
}

function across({ width, height }, [from, to]) {
  const { left, right } = plot(width, height);
  return { left, right, x: second => left + (second - from) / (to - from) * (right - left) };
}

function weather(surface, element, { limit, weather: minutes }, view) {
  const { g, width } = surface;
  const { left, right, x } = across(surface, view);
  const c = colours(element);
  g.fillStyle = c.quiet;
  g.textAlign = 'right';
  g.fillText('wind', left - 6, 24);
  g.fillText('rain', left - 6, 54);
  g.strokeStyle = c.grid;
  for (const y of [36, 58]) line(g, left, y + 0.5, right, y + 0.5);
  if (minutes.length === 0) {
    g.textAlign = 'left';
    g.fillText('not known: no gauge reported', left + 6, 24, width - left - 12);
    return;
  }
  g.save();
  g.beginPath();
  g.rect(left, 0, right - left, 60);
  g.clip();
  const most = Math.max(2 * limit, ...minutes.map(([, wind]) => wind ?? 0));
  for (const [minute, wind, rain] of minutes) {
    const [a, b] = [x(minute * 60), Math.max(x(minute * 60 + 60), x(minute * 60) + 1)];
    if (b < left || a > right) continue;
    g.fillStyle = wind > limit ? c.soon : c.level;
    if (wind !== null) g.fillRect(a, 36 - wind / most * 34, b - a, Math.max(wind / most * 34, 1));
    g.fillStyle = c.soon;
    if (rain > 0) g.fillRect(a, 46, b - a, 11);
  }
  g.strokeStyle = c.text;
  g.setLineDash([4, 4]);
  line(g, left, 36 - limit / most * 34, right, 36 - limit / most * 34);
  g.setLineDash([]);
  g.restore();
}

function leftOut(surface, element, stretches, view) {
  const { g, width, height } = surface;
  const { x } = across(surface, view);
  const p = plot(width, height);
  const c = colours(element);
  g.beginPath();
  g.rect(p.left, 0, p.right - p.left, p.floor);
  g.clip();
  for (const [from, to, why] of stretches) {
    const [a, b] = [Math.max(x(from), p.left), Math.min(Math.max(x(to), x(from) + 1), p.right)];
    if (b <= a) continue;
    g.globalAlpha = 0.85;
    g.fillStyle = c.surface;
    g.fillRect(a, p.top, b - a, p.floor - p.top);
    g.globalAlpha = 1;
    g.strokeStyle = c.soon;
    g.strokeRect(a, p.top, b - a, p.floor - p.top);
    g.fillStyle = c.text;
    g.textAlign = 'center';
    const words = `left out: ${why}`;
    if (g.measureText(words).width + 8 < b - a) g.fillText(words, (a + b) / 2, p.floor - 8);
  }
}

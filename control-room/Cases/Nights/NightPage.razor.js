// A night at full 1-s resolution: read once, drawn here, zoomed and panned without asking again.
import { canvasOf, clock } from '../../chart.js';
import { readSeconds, words } from './seconds.js';
import { drawNight, plot } from './picture.js';
import { followEvents } from './events.js';

const closest = 30;
const keysAlone = { n: 'n', p: 'p' };

for (const element of document.querySelectorAll('[data-night]')) start(element);

document.addEventListener('keydown', e => {
  if (e.ctrlKey || e.altKey || e.metaKey || e.target.closest('input, select, textarea')) return;
  document.querySelector(`[data-turn="${keysAlone[e.key.toLowerCase()]}"]`)?.click();
});

async function start(element) {
  const facts = JSON.parse(element.dataset.night);
  const around = document.querySelector('[data-around]');
  facts.reasons = around ? JSON.parse(around.dataset.around).reasons : [];
  const canvas = element.querySelector('canvas');
  const readout = element.querySelector('.readout');
  const night = { ...facts, view: [0, facts.count], cursor: null, seconds: null, fault: null, events: [], event: null };
  const surface = canvasOf(canvas, draw);

  function draw() {
    const began = performance.now();
    drawNight(surface.begin(), canvas, night);
    canvas.dataset.drawn = (performance.now() - began).toFixed(1);
    canvas.dataset.view = night.view.map(Math.round).join(' ');
  }

  try {
    const answer = await fetch(element.dataset.seconds);
    if (!answer.ok) throw new Error((await answer.json()).detail);
    night.seconds = readSeconds(await answer.arrayBuffer(), facts);
    element.dataset.ready = 'true';
  } catch (e) {
    night.fault = readout.textContent = `The seconds of this night cannot be read now: ${e.message}`;
  }
  draw();
  if (!night.seconds) return;

  function show(from, length) {
    length = Math.min(Math.max(length, closest), facts.count);
    from = Math.min(Math.max(from, 0), facts.count - length);
    night.view = [from, from + length];
    draw();
  }

  function zoom(factor, around = night.cursor ?? (night.view[0] + night.view[1]) / 2) {
    const length = night.view[1] - night.view[0];
    const next = Math.min(Math.max(length * factor, closest), facts.count);
    show(around - (around - night.view[0]) * next / length, next);
  }

  /** Moves the cursor, and the view after it. */
  function read(second) {
    night.cursor = Math.min(Math.max(Math.floor(second), 0), facts.count - 1);
    readout.textContent = `${clock((facts.from + night.cursor) * 1000, facts.zone)}${facts.change === null ? '' : ` ${zoneAt(night.cursor)}`}, `
      + words(night.seconds, facts, night.cursor);
    const [from, to] = night.view;
    if (night.cursor < from || night.cursor >= to) show(night.cursor - (to - from) / 2, to - from);
    else draw();
  }

  followEvents(night, show, read);
  draw();

  const zoneAt = second => new Intl.DateTimeFormat('en-GB', { timeZone: facts.zone, timeZoneName: 'short' })
    .formatToParts(new Date((facts.from + second) * 1000)).find(p => p.type === 'timeZoneName').value;
  const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -900, PageDown: 900, Home: -Infinity, End: Infinity };
  const zooms = { '+': () => zoom(0.5), '=': () => zoom(0.5), '-': () => zoom(2), 0: () => show(0, facts.count) };

  canvas.addEventListener('keydown', e => {
    if (e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.key in steps) read((night.cursor ?? Math.floor((night.view[0] + night.view[1]) / 2)) + steps[e.key] * (e.shiftKey ? 60 : 1));
    else if (e.key in zooms) zooms[e.key]();
    else return;
    e.preventDefault();
  });
  for (const button of element.querySelectorAll('[data-zoom]')) {
    button.addEventListener('click', () => zooms[{ in: '+', out: '-', all: 0 }[button.dataset.zoom]]());
  }

  const secondAt = e => {
    const box = canvas.getBoundingClientRect();
    const { left, right } = plot(box.width, box.height);
    return night.view[0] + (e.clientX - box.left - left) / (right - left) * (night.view[1] - night.view[0]);
  };
  canvas.addEventListener('wheel', e => {
    e.preventDefault();
    zoom(e.deltaY > 0 ? 1.25 : 0.8, secondAt(e));
  }, { passive: false });
  let held = null;
  canvas.addEventListener('pointerdown', e => {
    held = secondAt(e);
    canvas.setPointerCapture(e.pointerId);
    read(held);
  });
  canvas.addEventListener('pointermove', e => {
    if (held === null) {
      if (e.pointerType === 'mouse') read(secondAt(e));
      return;
    }
    show(night.view[0] + held - secondAt(e), night.view[1] - night.view[0]);
  });
  for (const end of ['pointerup', 'pointercancel']) canvas.addEventListener(end, () => { held = null; });
}

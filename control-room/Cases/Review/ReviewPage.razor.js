// Event after event: the next ones are read before they are wanted, one key attributes, and nothing waits for the answer to it.
import { canvasOf } from '../../chart.js';
import { clipsOf } from './clips.js';
import { drawTrace, drawSpectrogram } from './picture.js';

const ahead = 6;
const keys = Object.fromEntries([...document.querySelectorAll('[data-finding]')].map(b => [b.querySelector('kbd').textContent, b.dataset.finding]));
const root = document.querySelector('[data-review]');
if (root) start(root);

function start(element) {
  const { id, nights } = JSON.parse(element.dataset.review);
  const find = what => element.querySelector(`[data-${what}]`);
  const events = [];
  const done = [];
  let [at, waiting, keyed, readAll] = [-1, true, null, false];
  const surfaces = ['trace', 'spectrogram'].map(name => {
    const canvas = element.querySelector('.' + name);
    return { canvas, surface: canvasOf(canvas, () => draw()) };
  });

  const clips = clipsOf(id, find('clip'), element.querySelector('#perceived'));

  const address = e => `/cases/${id}/review/${e.device}/${e.date}/${e.start}`;
  const isOpen = e => e.wanted && !e.answered;

  function draw() {
    const event = events[at];
    for (const [i, { canvas, surface }] of surfaces.entries()) (i ? drawSpectrogram : drawTrace)(surface.begin(), canvas, event);
  }

  function traceOf(event) {
    event.reading ??= fetch(`${address(event)}/${event.seconds}`).then(async answer => {
      if (!answer.ok) throw new Error((await answer.json()).detail);
      event.trace = await answer.json();
    }).catch(e => {
      event.fault = e.message;
      event.reading = null;
    });
    return event.reading;
  }

  function prefetch() {
    events.filter((e, i) => i > at && isOpen(e)).slice(0, ahead).forEach(traceOf);
  }

  async function show(index) {
    [at, waiting] = [index, index < 0];
    const event = events[at];
    element.dataset.at = event ? `${event.device}-${event.start}` : '';
    for (const button of element.querySelectorAll('[data-finding]')) button.disabled = !event;
    find('event').textContent = event ? `${event.night}, ${event.at}` : readAll ? 'No event is left to review' : 'Reading the next night …';
    find('what').textContent = event ? wordsOf(event) : '';
    progress();
    draw();
    clips.show(event);
    if (!event) return;
    prefetch();
    if (!event.trace) {
      await traceOf(event);
      if (events[at] !== event) return;
      draw();
    }
    // What the page itself took from the key to the picture of the next event.
    if (keyed !== null) element.dataset.took = `${element.dataset.took ?? ''} ${(performance.now() - keyed).toFixed(1)}`.trim();
    keyed = null;
    element.dataset.drawn = element.dataset.at;
    surfaces[0].canvas.setAttribute('aria-label', `Level of the event: ${wordsOf(event)}`);
  }

  function wordsOf(e) {
    return [`${e.length}, LAeq ${e.laeq} dB, LAFmax ${e.lafmax ?? 'not known'} dB, ${e.over} dB over the background of ${e.overWhat}; ${e.kind}`,
      ...e.doubt ? [`doubt: ${e.doubt}`] : [], e.own ? `you found: ${e.own.word}` : e.words,
      ...e.second ? ['one of those that two officers review'] : []].join('. ') + '.';
  }

  function progress() {
    const open = events.filter(isOpen).length;
    const reach = readAll ? '' : ' of the nights read so far';
    find('progress').textContent = `${events.length - open} of ${events.length} events are done${reach}, ${open} are left.`;
  }

  function next(from = at, by = 1) {
    for (let i = from + by; i >= 0 && i < events.length; i += by) if (isOpen(events[i])) return show(i);
    const any = events.findIndex(isOpen);
    return show(any);
  }

  async function send(event, method, body) {
    const answer = await fetch(address(event), { method, headers: body ? { 'Content-Type': 'application/json' } : {}, body: body && JSON.stringify(body) });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.detail);
    event.words = said.words;
  }

  function attribute(finding) {
    const event = events[at];
    if (!event) return;
    keyed = performance.now();
    const word = element.querySelector(`[data-finding="${finding}"]`).textContent.trim().slice(1).trim();
    event.answered = true;
    event.own = { word };
    done.push(event);
    find('undo').disabled = false;
    find('last').textContent = `${event.at}: ${word}.`;
    const fields = Object.fromEntries(['perceived', 'source', 'considered'].map(name => [name, element.querySelector('#' + name).value]));
    // One after the other, for an undo to find what it takes back.
    event.sent = (event.sent ?? Promise.resolve()).then(() => send(event, 'POST', { finding, ...fields })).then(() => sent(event), e => {
      Object.assign(event, { answered: false, own: null });
      find('last').textContent = `${event.at} is not attributed: ${e.message} It comes again.`;
      progress();
    });
    return next();
  }

  function sent() {
    element.dataset.sent = Number(element.dataset.sent ?? 0) + 1;
  }

  async function undo() {
    const event = done.pop();
    find('undo').disabled = done.length === 0;
    if (!event) return;
    Object.assign(event, { answered: false, wanted: true, own: null });
    event.sent = event.sent.then(() => send(event, 'DELETE')).then(() => {
      find('last').textContent = `${event.at}: taken back; it stays in the journal, struck.`;
    }, e => {
      find('last').textContent = `${event.at} is not taken back: ${e.message}`;
    });
    await show(events.indexOf(event));
  }

  for (const button of element.querySelectorAll('[data-finding]')) button.addEventListener('click', () => attribute(button.dataset.finding));
  for (const button of element.querySelectorAll('[data-go]')) button.addEventListener('click', () => step(Number(button.dataset.go)));
  find('undo').addEventListener('click', undo);
  const step = by => events[at + by] && show(at + by);
  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.altKey || e.metaKey || e.repeat || e.target.closest('input, select, textarea')) return;
    const key = e.key.toLowerCase();
    if (key in keys) attribute(keys[key]);
    else if (key === 'u') undo();
    else if (key === ' ' && !e.target.closest('button')) clips.toggle();
    else if (key === 'j') step(1);
    else if (key === 'k') step(-1);
    else return;
    e.preventDefault();
  });

  readNights();

  /** Night by night, so that the first event is there before the last night is read. An event named in the address comes first. */
  async function readNights() {
    const asked = decodeURIComponent(location.hash.slice(1));
    for (const [device, date] of [...nights].sort((a, b) => asked.startsWith(b.join('/')) - asked.startsWith(a.join('/')))) {
      try {
        const answer = await fetch(`/cases/${id}/review/${device}/${date}`);
        const night = await answer.json();
        if (!answer.ok) throw new Error(night.detail);
        events.push(...night.events.map(e => ({ ...e, device, date, night: night.name, zone: night.zone })));
      } catch (e) {
        find('last').textContent = `The night of ${date} cannot be read now: ${e.message}`;
      }
      // Once it is answered it does not come again while further nights are read.
      const wanted = events.findIndex(e => `${e.device}/${e.date}/${e.start}` === asked && !done.includes(e));
      if (waiting) await (wanted >= 0 ? show(wanted) : next());
      else {
        progress();
        prefetch();
      }
    }
    readAll = true;
    element.dataset.ready = 'true';
    if (waiting) await next();
    else progress();
  }
}

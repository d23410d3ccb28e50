// The clip of an alert, looped at its own capture times, in step with the level trace under it.
import { clock } from '../chart.js';
import { framesOf, frameAt } from './clip.js';
import { shown, pointed } from './instant.js';

/** A clip is asked for from 10 s before its alert to 20 s after. */
const wholeSeconds = 30;

/** The last frame is held this long before the loop begins again, so that not even a clip of two frames flickers. */
const holdMs = 1000;

const [askAgainMs, askSeldomMs] = [1000, 10_000];

/** A camera that has sent nothing for so long has stopped; also one that was to have sent all a minute ago. */
const [stoppedMs, longAgoMs] = [10_000, 90_000];

/** The answer to a range that begins at the end. */
const noneNew = 416;

function joined(known, part) {
  const bytes = new Uint8Array(known.length + part.length);
  bytes.set(known);
  bytes.set(part, known.length);
  return bytes;
}

export function start(element) {
  const canvas = element.querySelector('canvas');
  const button = element.querySelector('button');
  const part = name => element.querySelector('.' + name);
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let alert = null;
  let frames = [];
  let frame = null;
  let playing = false;
  let untouched = true;
  let [startedAt, beat] = [0, 0];
  let loading = null;
  let turn = 0;

  async function load(wanted, { signal }) {
    let bytes = new Uint8Array(0);
    for (let pause = askAgainMs, complete = false, grewAt = performance.now(); !complete;) {
      try {
        // Of a clip that grows only what is new.
        const answer = await fetch(`evidence/${wanted.clip}.clip`, { signal, headers: bytes.length ? { Range: `bytes=${bytes.length}-` } : {} });
        if (!answer.ok && answer.status !== noneNew) throw new Error(answer.statusText);
        const part = answer.status === noneNew ? new Uint8Array(0) : new Uint8Array(await answer.arrayBuffer());
        signal.throwIfAborted();
        complete = answer.headers.get('X-Complete') === 'true';
        const [known, age] = [bytes.length, Date.parse(answer.headers.get('Date')) - wanted.fired];
        bytes = answer.status === 200 ? part : joined(bytes, part);
        if (bytes.length > known) {
          [pause, grewAt] = [askAgainMs, performance.now()];
          take(framesOf(bytes));
        } else pause = Math.min(2 * pause, askSeldomMs);
        // What was to be here long ago is not waited for as what is being filmed.
        tell(complete, performance.now() - grewAt > (age > longAgoMs ? 2 * askAgainMs : stoppedMs));
      } catch {
        if (signal.aborted) return;
        pause = Math.min(2 * pause, askSeldomMs);
        part('arriving').textContent = 'the clip cannot be read now; trying again';
      }
      if (!complete) await new Promise(done => setTimeout(done, pause));
      if (signal.aborted) return;
    }
  }

  function take(arrived) {
    const first = frames.length === 0 && arrived.length > 0;
    frames = arrived;
    if (frames.length === 0) return;
    const at = t => clock(t, alert.timeZone);
    canvas.setAttribute('aria-label', `Clip of ${alert.site}, ${at(frames[0].t)} to ${at(frames.at(-1).t)}${alert.hidden}`);
    button.disabled = false;
    if (untouched && calm.matches) stop(alert.fired);
    else if (first) play(frames[0].t);
    if (shown.value) shown.set({ ...shown.value, to: frames.at(-1).t });
  }

  function tell(complete, stopped) {
    const seconds = frames.length === 0 ? 0 : (frames.at(-1).t - frames[0].t) / 1000;
    const known = `${Math.floor(seconds)} of ${wholeSeconds} s`;
    part('arriving').textContent = complete ? '' : stopped ? `clip broke off, ${known} came` : `clip arriving, ${known}`;
  }

  function play(from) {
    playing = true;
    startedAt = performance.now() - (from - frames[0].t);
    says();
    cancelAnimationFrame(beat);
    step(startedAt + from - frames[0].t);
  }

  function stop(t) {
    playing = false;
    says();
    draw(frameAt(frames, t));
  }

  function step(now) {
    if (!playing) return;
    const lasts = frames.at(-1).t - frames[0].t + holdMs;
    draw(frameAt(frames, frames[0].t + Math.max(0, now - startedAt) % lasts));
    beat = requestAnimationFrame(step);
  }

  function says() {
    element.dataset.state = playing ? 'playing' : 'paused';
    button.firstElementChild.textContent = playing ? 'Pause' : 'Play';
  }

  async function draw(wanted) {
    if (wanted.t === frame?.t) return;
    frame = wanted;
    const mine = ++turn;
    const picture = await createImageBitmap(new Blob([wanted.jpeg], { type: 'image/jpeg' })).catch(() => null);
    if (picture && mine === turn) {
      if (canvas.width !== picture.width || canvas.height !== picture.height) [canvas.width, canvas.height] = [picture.width, picture.height];
      canvas.getContext('2d').drawImage(picture, 0, 0);
      mark(wanted.t);
    }
    picture?.close();
  }

  function mark(t) {
    const [from, to] = [frames[0].t, frames.at(-1).t];
    const along = instant => `${(instant - from) / Math.max(1, to - from) * 100}%`;
    const seconds = Math.round((t - alert.fired) / 1000);
    element.style.setProperty('--seen', along(t));
    element.style.setProperty('--fired', along(alert.fired));
    part('fired').hidden = alert.fired < from || alert.fired > to;
    part('instant').textContent = `${clock(t, alert.timeZone)}, ${seconds === 0 ? 'the alert' : `${Math.abs(seconds)} s ${seconds < 0 ? 'before' : 'after'}`}`;
    canvas.dataset.t = t;
    shown.set({ t, from, to });
  }

  function forget() {
    loading?.abort();
    turn++;
    [frames, frame, playing, untouched] = [[], null, false, true];
    button.disabled = true;
    canvas.width = canvas.height = 0;
    delete canvas.dataset.t;
    for (const text of ['instant', 'arriving']) part(text).textContent = '';
    shown.set(null);
  }

  button.addEventListener('click', () => {
    untouched = false;
    if (playing) stop(frame.t);
    else play(frame.t);
  });
  const unfollow = pointed.follow(t => {
    if (t === null || frames.length === 0 || t < frames[0].t || t >= frames.at(-1).t + holdMs) return;
    untouched = false;
    stop(t);
  });

  return {
    show(wanted) {
      forget();
      alert = wanted;
      // By script: the page's content security policy allows no style in its markup.
      canvas.style.backgroundImage = wanted.still ? `url(evidence/${wanted.still}.jpg)` : '';
      loading = new AbortController();
      load(wanted, loading);
    },
    dispose() {
      unfollow();
      forget();
    },
  };
}

// Keys and sound. A key clicks the button that bears it, so that every verb is a button and nothing works by key alone.
import { play } from '../tones.js';

const letters = { ArrowDown: 'j', ArrowUp: 'k' };
const keysOff = 'keys-off';
const soundOff = 'sound-off';

/** An act without an answer is said to have none. */
const unansweredMs = 5000;

const chosenAlert = 'chosen-alert';
const deskKey = 'desk';

export function start(page) {
  const audio = new AudioContext();
  const listening = new AbortController();
  const { signal } = listening;

  const soundState = () => localStorage.getItem(soundOff) ? 'off' : audio.state === 'running' ? 'on' : 'blocked';
  const tell = () => page.invokeMethodAsync('SoundIs', soundState()).catch(() => {});

  document.addEventListener('keydown', e => {
    const key = letters[e.key] ?? (e.key.length === 1 ? e.key.toLowerCase() : e.key);
    if (e.ctrlKey || e.altKey || e.metaKey || e.repeat && /^[a1-6 ]$/.test(key) || key !== 'Escape' && isTyping(e.target)) return;
    if (localStorage.getItem(keysOff) && /^[a-z]$/i.test(e.key)) return;
    // Space presses what has the focus; a row that is chosen already has no more use for it.
    if (key === ' ' && e.target.closest?.('button:not([aria-current=true]), a, input')) return;
    const within = document.querySelector('[role=dialog]') ?? document;
    const button = within.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!button) return;
    e.preventDefault();
    button.click();
  }, { signal });

  document.addEventListener('click', async e => {
    const verb = e.target.closest('[data-verb]');
    if (verb) answer(verb.dataset.verb, verb.closest('[data-answers]').dataset);
    const isSound = e.target.closest('[data-sound]') !== null;
    if (isSound) {
      if (soundState() === 'on') localStorage.setItem(soundOff, '1');
      else localStorage.removeItem(soundOff);
    }
    // Any click is the gesture a browser waits for.
    if (audio.state === 'suspended') await audio.resume();
    if (isSound && soundState() === 'on') play(audio, 2);
    tell();
  }, { signal });

  // A click on Sound leaves the focus where it was: the Space that follows is meant for the clip.
  document.addEventListener('mousedown', e => {
    if (e.target.closest('[data-sound]')) e.preventDefault();
  }, { signal });

  document.addEventListener('change', e => {
    if (!e.target.matches('[data-keys-off]')) return;
    if (e.target.checked) localStorage.setItem(keysOff, '1');
    else localStorage.removeItem(keysOff);
  }, { signal });

  const watch = screenWatch();
  const help = dialogWatch();

  audio.addEventListener('statechange', tell, { signal });
  tell();

  return {
    place: () => ({ desk: deskNumber(), chosen: sessionStorage.getItem(chosenAlert) }),
    ring(priority) {
      if (soundState() === 'on') play(audio, priority);
    },
    dispose() {
      listening.abort();
      watch.dispose();
      help.dispose();
      audio.close();
    },
  };

  /** Says what was on the screen as the key came, and for how long; the control room's word follows, or that there is none. */
  async function answer(verb, { answers: alert, ring, acts }) {
    const unanswered = document.querySelector('[data-act-unanswered]');
    const onScreenMs = watch.onScreenMs();
    unanswered.textContent = '';
    const silence = setTimeout(() => {
      unanswered.textContent = 'Not confirmed: the control room has not answered. Look whether it still waits.';
    }, unansweredMs);
    try {
      await page.invokeMethodAsync('AnswerAsync', verb, alert, Number(ring), Number(acts), onScreenMs);
      unanswered.textContent = '';
    } catch {
      unanswered.textContent = 'Not done: there is no line to the control room.';
    }
    clearTimeout(silence);
  }
}

const isTyping = target => target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable]') != null;

/** By this the journal tells one desk's acts from another's; no person. */
function deskNumber() {
  const known = localStorage.getItem(deskKey);
  if (known) return known;
  const made = [...crypto.getRandomValues(new Uint8Array(2))].map(b => b.toString(16).padStart(2, '0')).join('');
  localStorage.setItem(deskKey, made);
  return made;
}

/** Follows the selected alert: since when it has been painted, and that its row stays in view. */
function screenWatch() {
  let shown = { key: '', since: Infinity };
  let selected = null;
  let inView = true;
  const views = new IntersectionObserver(entries => { inView = entries.at(-1).isIntersecting; }, { threshold: 0.9 });

  function look() {
    const verbs = document.querySelector('[data-answers]');
    const key = verbs && !document.hidden ? `${verbs.dataset.answers} ${verbs.dataset.ring}` : '';
    if (key !== shown.key) {
      const now = shown = { key, since: Infinity };
      // Two frames on it has been painted; in a tab that nobody looks at there are none.
      requestAnimationFrame(() => requestAnimationFrame(() => { now.since = performance.now(); }));
    }
    follow(document.querySelector('[data-alert][aria-current]'));
    // Until the page is up it does not know what had been chosen.
    const { ready, chosen } = document.querySelector('main').dataset;
    if (chosen) sessionStorage.setItem(chosenAlert, chosen);
    else if (ready === 'true') sessionStorage.removeItem(chosenAlert);
  }

  function follow(row) {
    const moved = row?.dataset.alert !== selected?.dataset.alert;
    if (row !== selected) {
      if (row && document.activeElement?.matches('[data-alert]')) row.focus({ preventScroll: true });
      views.disconnect();
      if (row) views.observe(row);
      selected = row;
    }
    // One that the operator has scrolled away from stays away until the selection moves.
    if (row && (moved || inView)) row.scrollIntoView({ block: 'nearest' });
  }

  const changes = new MutationObserver(look);
  const attributeFilter = ['data-ready', 'aria-current', 'data-answers', 'data-ring', 'data-chosen'];
  changes.observe(document.querySelector('main'), { subtree: true, childList: true, attributes: true, attributeFilter });
  document.addEventListener('visibilitychange', look);
  look();
  return {
    onScreenMs: () => Math.max(0, performance.now() - shown.since),
    dispose() {
      changes.disconnect();
      views.disconnect();
      document.removeEventListener('visibilitychange', look);
    },
  };
}

/** A dialog is modal: the focus goes round in it, and back to where it was. */
function dialogWatch() {
  let open = null;
  let before = null;
  const dialogs = new MutationObserver(() => {
    const dialog = document.querySelector('dialog');
    if (dialog === open) return;
    if (dialog) {
      before = document.activeElement;
      const off = dialog.querySelector('[data-keys-off]');
      if (off) off.checked = !!localStorage.getItem(keysOff);
      dialog.addEventListener('keydown', goRound);
      // Esc is the Close button's key: the page takes the dialog away.
      dialog.addEventListener('cancel', e => e.preventDefault());
      dialog.showModal();
      (dialog.querySelector('[data-first]') ?? dialog.querySelector('button')).focus();
    } else before?.focus?.();
    open = dialog;
  });
  dialogs.observe(document.body, { childList: true, subtree: true });
  return { dispose: () => dialogs.disconnect() };
}

function goRound(e) {
  if (e.key !== 'Tab') return;
  const stops = [...e.currentTarget.querySelectorAll('input, select, button')];
  const [leaves, enters] = e.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (document.activeElement !== leaves) return;
  e.preventDefault();
  enters.focus();
}

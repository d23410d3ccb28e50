// Keys and sound. A key clicks the button that bears it, so that every verb is a button and nothing works by key alone.

const letters = { ArrowDown: 'j', ArrowUp: 'k' };
const keysOff = 'keys-off';
const soundOff = 'sound-off';

/** P1 rings once and clearly, P2 softer; P3 is silent. */
const tones = {
  1: { notes: [880, 660, 880], gain: 0.35 },
  2: { notes: [520], gain: 0.12 },
};
const noteSeconds = 0.16;

export function start(page) {
  const audio = new AudioContext();
  const listening = new AbortController();
  const { signal } = listening;

  const soundState = () => localStorage.getItem(soundOff) ? 'off' : audio.state === 'running' ? 'on' : 'blocked';
  const tell = () => page.invokeMethodAsync('SoundIs', soundState()).catch(() => {});

  document.addEventListener('keydown', e => {
    const key = letters[e.key] ?? (e.key.length === 1 ? e.key.toLowerCase() : e.key);
    if (e.ctrlKey || e.altKey || e.metaKey || e.repeat && (key === 'a' || key === ' ') || isTyping(e.target)) return;
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
    if (e.target.closest('[data-sound]')) {
      if (soundState() === 'on') localStorage.setItem(soundOff, '1');
      else localStorage.removeItem(soundOff);
    }
    // Any click is the gesture a browser waits for.
    if (audio.state === 'suspended') await audio.resume();
    tell();
  }, { signal });

  document.addEventListener('change', e => {
    if (!e.target.matches('[data-keys-off]')) return;
    if (e.target.checked) localStorage.setItem(keysOff, '1');
    else localStorage.removeItem(keysOff);
  }, { signal });

  const dialogs = new MutationObserver(() => {
    const box = document.querySelector('[data-keys-off]');
    if (!box || box.dataset.shown) return;
    box.dataset.shown = 'true';
    box.checked = !!localStorage.getItem(keysOff);
    box.closest('[role=dialog]').querySelector('button').focus();
  });
  dialogs.observe(document.body, { childList: true, subtree: true });

  audio.addEventListener('statechange', tell, { signal });
  tell();

  return {
    ring(priority) {
      const tone = tones[priority];
      if (!tone || soundState() !== 'on') return;
      tone.notes.forEach((hertz, i) => note(hertz, tone.gain, audio.currentTime + i * noteSeconds));
    },
    dispose() {
      listening.abort();
      dialogs.disconnect();
      audio.close();
    },
  };

  function note(hertz, loudness, at) {
    const oscillator = new OscillatorNode(audio, { type: 'triangle', frequency: hertz });
    const gain = new GainNode(audio, { gain: 0 });
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(loudness, at + 0.01);
    gain.gain.linearRampToValueAtTime(0, at + noteSeconds);
    oscillator.connect(gain).connect(audio.destination);
    oscillator.start(at);
    oscillator.stop(at + noteSeconds);
  }
}

const isTyping = target => target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable]') != null;

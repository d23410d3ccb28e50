// The sound of the event on the page. An opening goes into the audit with the officer's reason, so that no clip is opened before its event is shown.
import { openClip, playerOf } from '../Sessions/sound.js';

const margin = 1000;

/** Clips of a case, played in `slot`; `perceived` is set to what an event can be perceived by. */
export function clipsOf(file, slot, perceived) {
  const [state, play, reason] = ['[data-clip-state]', '[data-play]', 'input'].map(what => slot.querySelector(what));
  const opened = new Map();
  const listed = fetch(`/api/v1/cases/${file}/clips`).then(answer => answer.ok ? answer.json() : []).catch(() => []);
  let [shown, player] = [null, null];

  const isOf = event => clip => clip.device === event.device && clip.isHere && !clip.destroyed && clip.from !== null
    && Date.parse(clip.from) < (event.start + event.seconds) * 1000 + margin
    && Date.parse(clip.from) + clip.seconds * 1000 > event.start * 1000 - margin;

  async function show(event) {
    player?.stop();
    [shown, player, play.disabled] = [event, null, true];
    const clip = event && (await listed).find(isOf(event));
    if (shown !== event) return;
    // What was perceived of one event is not said of the next.
    if (perceived.value === 'clip') perceived.value = 'level-only';
    slot.dataset.of = clip?.id ?? '';
    if (!event) state.textContent = '';
    else if (!clip) state.textContent = 'No clip of this event is stored: it is reviewed by level and bands alone.';
    else if (!reason.value.trim()) state.textContent = 'There is a clip of this event. With a reason it opens, and those of the next events by themselves.';
    else await open(event, clip);
  }

  async function open(event, clip) {
    state.textContent = 'Opening the clip …';
    try {
      if (!opened.has(clip.id)) {
        for (const before of opened.values()) before.close();
        opened.clear();
        opened.set(clip.id, playerOf(await openClip(`/api/v1/cases/${file}/clips/${clip.id}`, reason.value.trim()), stated));
      }
    } catch (e) {
      if (shown === event) state.textContent = `The clip does not open: ${e.message}`;
      return;
    }
    if (shown !== event) return;
    player = opened.get(clip.id);
    // From a second before it, at the calibrated level: a clip cannot be played louder than it was recorded.
    player.seek(Math.max(0, event.start - 1 - Date.parse(clip.from) / 1000));
    player.play();
    play.disabled = false;
    if (perceived.value === 'level-only') perceived.value = 'clip';
    stated();
  }

  function stated() {
    state.textContent = player?.isPlaying ? 'The clip plays, at most as loud as it was recorded.' : 'The clip is paused.';
    slot.dataset.playing = player?.isPlaying ?? false;
  }

  function toggle() {
    if (!player) return;
    if (player.isPlaying) player.stop();
    else player.play();
    stated();
  }

  play.addEventListener('click', toggle);
  reason.addEventListener('change', () => shown && show(shown));
  return { show, toggle };
}

// The tone of a P1, as the queue rings it, so that whoever starts a shift knows that it is heard.
import { play } from '../../tones.js';

document.querySelector('[data-test-tone]')?.addEventListener('click', async () => {
  const audio = new AudioContext();
  await audio.resume();
  play(audio, 1);
  setTimeout(() => audio.close(), 1000);
});

// A clip is opened with a reason, and plays in step with its picture.
import { canvasOf, clock, colours, line } from '../../chart.js';
import { drawClip, spectrogram, timeOf } from './clipPicture.js';
import { openClip, playerOf } from './sound.js';

const element = document.querySelector('[data-clip]');
const facts = JSON.parse(element.dataset.clip);
const [form, opened, status] = [element.querySelector('form'), element.querySelector('.opened'), element.querySelector('[role=status]')];
const of = name => opened.querySelector(`[data-part=${name}]`);

form.addEventListener('submit', async e => {
  e.preventDefault();
  form.querySelector('button').disabled = true;
  status.textContent = 'Opening …';
  try {
    show(await openClip(facts.address, new FormData(form).get('reason')));
    form.hidden = true;
    status.textContent = 'Opened; the reason is in the audit.';
  } catch (fault) {
    status.textContent = fault.message;
    form.querySelector('button').disabled = false;
  }
});

function show(sound) {
  opened.hidden = false;
  of('scale').textContent =
    `0 dBFS is ${sound.fullScaleDb.toFixed(2)} dB re 20 µPa (full-scale sine), 24 bit, ${sound.rate} Hz, ${sound.seconds.toFixed(1)} s.`;
  const [canvas, play, place, volume, filter, readout] = ['picture', 'play', 'place', 'volume', 'filter', 'readout'].map(of);
  const picture = spectrogram(sound);
  const base = document.createElement('canvas');
  const player = playerOf(sound, step);
  const surface = canvasOf(canvas, () => draw(true));
  place.max = sound.seconds.toFixed(1);

  function draw(anew) {
    const at = surface.begin();
    if (anew) {
      drawClip(at, canvas, { sound, levels: facts.levels, zone: facts.zone, spectrogram: picture });
      [base.width, base.height] = [canvas.width, canvas.height];
      base.getContext('2d').drawImage(canvas, 0, 0);
    } else {
      at.g.drawImage(base, 0, 0, at.width, at.height);
    }
    const x = 48 + player.position() / sound.seconds * (at.width - 48 - 56);
    at.g.strokeStyle = colours(canvas).soon;
    at.g.lineWidth = 2;
    line(at.g, x, 0, x, at.height - 20);
    canvas.dataset.drawn = 'true';
  }

  function step() {
    draw(false);
    const now = player.position();
    const level = facts.levels.find(([t]) => t <= sound.from + now * 1000 && sound.from + now * 1000 < t + 1000);
    place.value = now;
    readout.textContent = clock(sound.from + now * 1000, facts.zone) + (level ? `, LAeq of this second ${level[1].toFixed(2)} dB` : '');
    play.textContent = player.isPlaying ? 'Pause' : 'Play';
    element.dataset.playing = player.isPlaying;
    element.dataset.at = now.toFixed(2);
    element.dataset.volume = player.volume.toFixed(3);
    if (player.isPlaying) requestAnimationFrame(step);
  }

  play.addEventListener('click', () => {
    if (player.isPlaying) player.stop(); else player.play();
    step();
  });
  place.addEventListener('input', () => { player.seek(Number(place.value)); step(); });
  volume.addEventListener('input', () => { player.volume = Number(volume.value) / 100; step(); });
  canvas.addEventListener('click', e => { player.seek(timeOf(canvas, e.offsetX) * sound.seconds); step(); });
  filter.addEventListener('change', async () => {
    const name = filter.value;
    const noted = await fetch(`${facts.address}/filter`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name }),
    });
    // What cannot be noted is not switched on.
    if (noted.ok) player.filter(name);
    else player.filter(filter.value = '');
    status.textContent = !noted.ok ? 'The filter could not be noted and is off.'
      : name ? `Filter on: ${name}; noted in the audit.` : 'No filter; noted in the audit.';
  });
  player.play();
  step();
}

// The row of what people noted: the resident's taps as ticks, officers' visits as bars.
import { line } from '../../chart.js';

export function drawDiary(g, c, p, x, night) {
  if (!night.taps.length && !night.visits.length) return;
  g.fillStyle = c.accent;
  for (const [from, to] of night.visits) {
    if (to < night.view[0] || from >= night.view[1]) continue;
    g.fillRect(x(from), p.diary - 4, Math.max(x(to) - x(from), 3), 4);
    write(g, c, 'visit', x(from), p);
  }
  g.strokeStyle = c.soon;
  g.lineWidth = 2;
  let free = -Infinity;
  for (const at of night.taps) {
    if (at < night.view[0] || at >= night.view[1]) continue;
    line(g, x(at), p.diary - 12, x(at), p.diary);
    if (x(at) < free) continue;
    write(g, c, 'tap', x(at) + 4, p);
    free = x(at) + 36;
  }
  g.lineWidth = 1;
}

function write(g, c, word, x, p) {
  if (x + g.measureText(word).width > p.right) return;
  g.fillStyle = c.text;
  g.textAlign = 'left';
  g.fillText(word, x, p.diary - 5);
}

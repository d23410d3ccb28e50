// The events of a night: J and K go through the list, and the picture is centred on each.

const around = 3;

/** Events as the list beside the picture gives them; `show` centres the picture, `read` moves its cursor. */
export function followEvents(night, show, read) {
  const list = document.querySelector('[data-events]');
  night.events = list ? JSON.parse(list.dataset.events) : [];
  night.event = null;
  if (!list) return;
  const rows = [...list.querySelectorAll('[data-event]')];

  function go(index) {
    if (!night.events.length) return;
    index = Math.min(Math.max(index, 0), Math.min(rows.length, night.events.length) - 1);
    if (night.event !== null) rows[night.event]?.removeAttribute('data-at');
    night.event = index;
    rows[index].setAttribute('data-at', '');
    rows[index].scrollIntoView({ block: 'nearest' });
    const [from, to] = night.events[index];
    const length = Math.max(around * (to - from), 120);
    show((from + to - length) / 2, length);
    read(from);
  }

  for (const [index, row] of rows.entries()) row.querySelector('button').addEventListener('click', () => go(index));
  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.altKey || e.metaKey || e.target.closest('input, select, textarea')) return;
    const by = { j: 1, k: -1 }[e.key.toLowerCase()];
    if (by) go(night.event === null ? 0 : night.event + by);
    else if (e.key.toLowerCase() === 'a') rows[night.event ?? 0]?.querySelector('[data-attribute]')?.click();
  });
}

/** Each event as a bar at the foot of the level, and the one that is read between two lines. */
export function drawEvents(g, c, p, x, { events, event, view: [from, to] }) {
  g.fillStyle = c.movement;
  // From far events would cover one another: each pixel is drawn once.
  let drawn = -Infinity;
  for (const [start, end] of [...events].sort((a, b) => a[0] - b[0])) {
    if (end <= from || start >= to) continue;
    const [a, b] = [Math.max(x(start), p.left, drawn), Math.min(Math.max(x(end), x(start) + 2), p.right)];
    if (b <= a) continue;
    g.fillRect(a, p.floor - 5, b - a, 5);
    drawn = b;
  }
  if (event === null) return;
  const [start, end] = events[event];
  g.strokeStyle = c.movement;
  g.lineWidth = 2;
  g.strokeRect(x(start), p.top, Math.max(x(end) - x(start), 2), p.floor - p.top);
  g.lineWidth = 1;
}

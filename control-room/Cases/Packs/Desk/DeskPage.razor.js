// Keys of the desk: from one item that needs attention to the next, to the button that makes the pack, to the one that verifies the last.
const ambers = [...document.querySelectorAll('[data-state="amber"] a')];
const next = document.querySelector('[data-next]');
let at = -1;

function turn(by) {
  if (!ambers.length) return;
  at = ambers.includes(document.activeElement) ? ambers.indexOf(document.activeElement) : at;
  at = at < 0 ? (by > 0 ? 0 : ambers.length - 1) : (at + by + ambers.length) % ambers.length;
  ambers[at].focus();
  ambers[at].scrollIntoView({ block: 'center' });
  next.querySelector('[data-place]').textContent = `${at + 1} of ${ambers.length}`;
}

function focus(selector) {
  const button = document.querySelector(selector);
  button?.focus();
  button?.scrollIntoView({ block: 'center' });
}

const keys = {
  n: () => turn(1),
  p: () => turn(-1),
  s: () => focus('[data-seal]'),
  v: () => focus('[data-verify]'),
};

next?.addEventListener('click', () => turn(1));
document.addEventListener('keydown', e => {
  if (e.ctrlKey || e.altKey || e.metaKey || e.target.closest('input, select, textarea')) return;
  keys[e.key.toLowerCase()]?.();
});

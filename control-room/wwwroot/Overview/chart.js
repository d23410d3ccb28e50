// What the page's canvases have in common: sharp at every pixel ratio, redrawn when their size or the colour scheme changes.

export function canvasOf(canvas, redraw) {
  const sizes = new ResizeObserver(redraw);
  const scheme = matchMedia('(prefers-color-scheme: light)');
  sizes.observe(canvas);
  scheme.addEventListener('change', redraw);
  return {
    begin() {
      const { width, height } = canvas.getBoundingClientRect();
      const ratio = devicePixelRatio || 1;
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      const g = canvas.getContext('2d');
      g.scale(ratio, ratio);
      g.clearRect(0, 0, width, height);
      g.font = `12px ${getComputedStyle(canvas).fontFamily}`;
      g.lineJoin = 'round';
      return { g, width, height };
    },
    dispose() {
      sizes.disconnect();
      scheme.removeEventListener('change', redraw);
    },
  };
}

/** The design tokens as a canvas needs them. */
export function colours(element) {
  const style = getComputedStyle(element);
  const token = name => style.getPropertyValue('--' + name).trim();
  return {
    text: token('text'), quiet: token('quiet'), grid: token('grid'), accent: token('accent'), soon: token('soon'),
    level: token('level'), levelUnder: token('level-under'), movement: token('movement'),
  };
}

/** The time of day at a place. */
export const clock = (t, timeZone) => new Date(t).toLocaleTimeString('en-GB', { timeZone, hour12: false });

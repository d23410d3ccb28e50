// What the page's canvases have in common: sharp at every pixel ratio, redrawn when their size or the colour scheme changes.

export function canvasOf(canvas, redraw) {
  const sizes = new ResizeObserver(redraw);
  const schemes = ['(prefers-color-scheme: light)', '(forced-colors: active)'].map(query => matchMedia(query));
  sizes.observe(canvas);
  for (const scheme of schemes) scheme.addEventListener('change', redraw);
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
      for (const scheme of schemes) scheme.removeEventListener('change', redraw);
    },
  };
}

/** The design tokens as a canvas needs them; where somebody has chosen colours of their own, those. */
export function colours(element) {
  if (matchMedia('(forced-colors: active)').matches) {
    return {
      text: 'CanvasText', quiet: 'CanvasText', grid: 'GrayText', accent: 'Highlight', soon: 'LinkText', surface: 'Canvas',
      level: 'CanvasText', levelUnder: 'transparent', movement: 'LinkText',
    };
  }
  const style = getComputedStyle(element);
  const token = name => style.getPropertyValue('--' + name).trim();
  return {
    text: token('text'), quiet: token('quiet'), grid: token('grid'), accent: token('accent'), soon: token('soon'),
    level: token('level'), surface: token('surface'), levelUnder: token('level-under'), movement: token('movement'),
  };
}

export function line(g, x1, y1, x2, y2) {
  g.beginPath();
  g.moveTo(x1, y1);
  g.lineTo(x2, y2);
  g.stroke();
}

/** The time of day at a place. */
export const clock = (t, timeZone) => new Date(t).toLocaleTimeString('en-GB', { timeZone, hour12: false });

// A control room's page comes back by itself: it tries for as long as it is open, and starts anew where the server did.
const longestPauseMs = 2000;

document.getElementById('components-reconnect-modal').addEventListener('components-reconnect-state-changed', async e => {
  if (e.detail.state === 'rejected') location.reload();
  // One that is signed out here would try for ever.
  if (e.detail.state !== 'hide' && (await fetch('/signed-in').catch(() => null))?.status === 401) location.reload();
});

Blazor.start({
  circuit: {
    reconnectionOptions: {
      maxRetries: Number.MAX_SAFE_INTEGER,
      retryIntervalMilliseconds: attempt => Math.min(250 * 2 ** attempt, longestPauseMs),
    },
  },
});

// A control room's page comes back by itself: it tries for as long as it is open, and starts anew where the server did.
const longestPauseMs = 2000;

document.getElementById('components-reconnect-modal').addEventListener('components-reconnect-state-changed', e => {
  if (e.detail.state === 'rejected') location.reload();
});

Blazor.start({
  circuit: {
    reconnectionOptions: {
      maxRetries: Number.MAX_SAFE_INTEGER,
      retryIntervalMilliseconds: attempt => Math.min(250 * 2 ** attempt, longestPauseMs),
    },
  },
});

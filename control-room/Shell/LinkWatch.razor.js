// A question to the control room every second; unanswered for four, a band says that what is seen is old.

const everyMs = 1000;
const lostMs = 4000;
/** One whose answer is lost with its connection is asked again. */
const againMs = 3000;

export function start(circuit) {
  const band = document.getElementById('frozen');
  let waitingSince = null;
  let askedAt = -Infinity;
  let title = null;

  function ask() {
    const now = performance.now();
    show(waitingSince !== null && now - waitingSince > lostMs);
    if (waitingSince !== null && now - askedAt < againMs) return;
    askedAt = now;
    waitingSince ??= now;
    circuit.invokeMethodAsync('AnswerAsync').then(() => {
      waitingSince = null;
      show(false);
    }, () => {});
  }

  function show(lost) {
    if (lost === band.hasAttribute('data-shown')) return;
    band.toggleAttribute('data-shown', lost);
    if (lost) [title, document.title] = [document.title, 'Lost - Solutions Edge'];
    else if (document.title.startsWith('Lost')) document.title = title;
  }

  const timer = setInterval(ask, everyMs);
  return {
    dispose() {
      clearInterval(timer);
      show(false);
    },
  };
}

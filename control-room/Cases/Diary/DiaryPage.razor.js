// A tap that finds no network waits on the phone and says so; it is sent, with its age, when there is one again.
const form = document.querySelector("form[data-tap]");
const note = document.querySelector("[data-waiting]");
const key = `diary ${location.pathname}`;
const waiting = () => JSON.parse(localStorage.getItem(key) ?? "[]");
const keep = (taps) => localStorage.setItem(key, JSON.stringify(taps));

function show() {
  const count = waiting().length;
  note.hidden = count === 0;
  note.textContent = count === 0 ? "" : `${count === 1 ? "1 tap is" : `${count} taps are`} kept on this phone and will be sent when there is a network.`;
}

let sending = false;
async function send() {
  if (sending) return;
  sending = true;
  let sent = false;
  try {
    for (let taps = waiting(); taps.length > 0; taps = waiting()) {
      const fields = new FormData(form);
      fields.set("tapped", taps[0]);
      fields.set("phone", Date.now());
      const answer = await fetch(location.href, { method: "POST", body: fields });
      if (!answer.ok) break;
      keep(waiting().slice(1));
      sent = true;
    }
  } catch {
    // No network: they wait.
  } finally {
    sending = false;
  }
  show();
  if (sent && waiting().length === 0) location.reload();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  keep([...waiting(), Date.now()]);
  send();
});
addEventListener("online", send);
setInterval(send, 15000);
show();
send();

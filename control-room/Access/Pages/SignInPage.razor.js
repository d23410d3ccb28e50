// Signing in with a passkey: the browser asks its user, the control room checks what comes of it.
const button = document.getElementById('passkey');
const fault = document.getElementById('passkey-fault');

button.hidden = !window.PublicKeyCredential?.parseRequestOptionsFromJSON;
button.addEventListener('click', async () => {
  fault.textContent = '';
  try {
    const options = await fetch('/sign-in/passkey/options', { method: 'POST' });
    const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(await options.json()) });
    const answer = await fetch('/sign-in/passkey', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(credential) });
    if (answer.ok) location.assign(button.dataset.to);
    else fault.textContent = (await answer.json()).detail;
  } catch (e) {
    fault.textContent = e.name === 'NotAllowedError' ? 'No passkey was chosen.' : `The browser could not use a passkey: ${e.message}`;
  }
});

// A new passkey: the browser makes it, the control room checks and keeps its public half.
const button = document.getElementById('add-passkey');
const fault = document.getElementById('passkey-fault');

if (button) {
  button.hidden = !window.PublicKeyCredential?.parseCreationOptionsFromJSON;
  button.addEventListener('click', async () => {
    fault.textContent = '';
    try {
      const options = await fetch('/account/passkey/options', { method: 'POST' });
      const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(await options.json()) });
      const answer = await fetch('/account/passkey', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(credential) });
      if (answer.ok) location.reload();
      else fault.textContent = (await answer.json()).detail;
    } catch (e) {
      fault.textContent = e.name === 'NotAllowedError' ? 'No passkey was made.' : `The browser could not make a passkey: ${e.message}`;
    }
  });
}

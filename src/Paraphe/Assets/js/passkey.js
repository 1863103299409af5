// Passkeys: the server's challenge goes to the device, what the device signs goes back with the form. `data-passkey` says get (sign in)
// or create (add one); the form stays hidden where the browser cannot: no secure page, or an address instead of a name.
const able = () => isSecureContext && globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON && !/^[\d.]+$|^\[/.test(location.hostname);

const challenge = async form => {
  const answer = await fetch(form.dataset.options, { method: "post", body: new FormData(form) });
  if (!answer.ok) throw new Error(`Challenge: ${answer.status}`);
  return answer.json();
};

async function ask(form) {
  const options = await challenge(form);
  return form.dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

function send(form, credential) {
  // The tick "stay signed in" stands in the form with the password.
  const stay = document.querySelector("[name='Input.Stay']:checked");
  if (stay && form.dataset.passkey === "get") form.append(Object.assign(document.createElement("input"), { type: "hidden", name: stay.name, value: "true" }));
  form.elements.credential.value = JSON.stringify(credential);
  form.submit();
}

export function attach(form) {
  for (const other of document.querySelectorAll("[data-passkey-none]")) other.hidden = able();
  if (!able()) return;
  form.hidden = false;
  const trouble = form.querySelector("[data-passkey-trouble]");
  form.addEventListener("submit", async e => {
    e.preventDefault();
    const button = e.submitter;
    button?.setAttribute("aria-busy", "true");
    trouble.hidden = true;
    try {
      send(form, await ask(form));
    } catch {
      // Cancelled, timed out, or no such passkey on this device: browsers do not tell which.
      trouble.hidden = false;
      button?.removeAttribute("aria-busy");
    }
  });
}

// Asks the device for a passkey, and hands its answer to the form on the page. Loaded only where one is asked for.
const decode = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
const known = (credentials) => credentials.map((each) => ({ ...each, id: decode(each.id) }));

const ask = {
  create: (options) =>
    navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: decode(options.challenge),
        user: { ...options.user, id: decode(options.user.id) },
        excludeCredentials: known(options.excludeCredentials),
      },
    }),
  get: (options) =>
    navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: decode(options.challenge),
        allowCredentials: known(options.allowCredentials),
      },
    }),
};

const answer = (credential) => {
  const response = { clientDataJSON: encode(credential.response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature"]) {
    if (credential.response[part]) {
      response[part] = encode(credential.response[part]);
    }
  }
  const { id, type } = credential;
  return JSON.stringify({ id, rawId: encode(credential.rawId), type, response });
};

const send = async (form) => {
  const trouble = form.querySelector("[data-passkey-trouble]");
  const button = form.querySelector("button");
  trouble.hidden = true;
  button.disabled = true;
  try {
    const asked = await fetch(form.dataset.challenge, { method: "POST", body: new FormData(form) });
    const credential = await ask[form.dataset.passkey](await asked.json());
    form.querySelector("[name=credential]").value = answer(credential);
    form.submit();
  } catch {
    trouble.hidden = false;
    button.disabled = false;
    button.focus();
  }
};

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
    form.hidden = false;
  }
  for (const text of document.querySelectorAll("[data-passkey-missing]")) {
    text.hidden = true;
  }
}

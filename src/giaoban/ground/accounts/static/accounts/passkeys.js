// Passkeys: the talk between a form, the server and whatever keeps the key.
// A form marked data-passkey="get" or "create" is hidden until this script finds that the browser
// can do it. Sent without a credential it gets the challenge; with one it goes on as any form.
(() => {
  "use strict";

  if (!window.PublicKeyCredential || !navigator.credentials) return;

  const toBytes = (text) => {
    const plain = text.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(plain), (char) => char.charCodeAt(0));
  };

  const toText = (buffer) => {
    const chars = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte));
    return btoa(chars.join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };

  const keys = (list) => (list || []).map((key) => ({ ...key, id: toBytes(key.id) }));

  const forCreate = (told) => ({
    ...told,
    challenge: toBytes(told.challenge),
    user: { ...told.user, id: toBytes(told.user.id) },
    excludeCredentials: keys(told.excludeCredentials),
  });

  const forGet = (told) => ({
    ...told,
    challenge: toBytes(told.challenge),
    allowCredentials: keys(told.allowCredentials),
  });

  const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

  const written = (credential) => {
    const response = {};
    for (const part of PARTS) {
      if (credential.response[part]) response[part] = toText(credential.response[part]);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  };

  const ask = async (form) => {
    const body = new FormData(form);
    body.delete("credential");
    const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    const { publicKey } = await answer.json();
    return form.dataset.passkey === "create"
      ? navigator.credentials.create({ publicKey: forCreate(publicKey) })
      : navigator.credentials.get({ publicKey: forGet(publicKey) });
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const wrong = form.querySelector("[data-passkey-wrong]");
    for (const part of document.querySelectorAll("[data-passkey-part]")) part.hidden = false;
    for (const part of document.querySelectorAll("[data-passkey-without]")) part.hidden = true;
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = form.querySelector("button[type=submit]");
      button.disabled = true;
      if (wrong) wrong.hidden = true;
      try {
        form.elements.credential.value = written(await ask(form));
        form.submit();
      } catch (error) {
        button.disabled = false;
        if (wrong) wrong.hidden = false;
      }
    });
  }
})();

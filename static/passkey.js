// Passkeys (WebAuthn). A form marked data-passkey asks the browser and posts the answer in its `credential` field:
// "sign-in" fetches its challenge from the form's action, "confirm" and "add" find theirs in data-options.
// Without JavaScript or passkey support these forms stay hidden and the other ways remain.
(() => {
  "use strict";
  if (!window.PublicKeyCredential || !navigator.credentials) return;

  const decode = (text) => {
    const padded = text.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
    return Uint8Array.from(atob(padded), (character) => character.charCodeAt(0)).buffer;
  };
  const encode = (buffer) => {
    const text = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const ids = (list) => (list || []).map((entry) => ({ ...entry, id: decode(entry.id) }));

  const answer = (credential, names) => {
    const response = {};
    for (const name of names) if (credential.response[name]) response[name] = encode(credential.response[name]);
    return {
      id: credential.id,
      rawId: encode(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  };

  const show = async (options) => {
    const publicKey = { ...options.publicKey, challenge: decode(options.publicKey.challenge) };
    publicKey.allowCredentials = ids(publicKey.allowCredentials);
    const credential = await navigator.credentials.get({ publicKey });
    return answer(credential, ["clientDataJSON", "authenticatorData", "signature", "userHandle"]);
  };

  const create = async (options, alone) => {
    const asked = options.publicKey;
    const publicKey = {
      ...asked,
      challenge: decode(asked.challenge),
      user: { ...asked.user, id: decode(asked.user.id) },
      excludeCredentials: ids(asked.excludeCredentials),
      authenticatorSelection: {
        ...asked.authenticatorSelection,
        residentKey: alone ? "required" : "discouraged",
        requireResidentKey: alone,
        ...(alone ? { userVerification: "required" } : {}),
      },
    };
    return answer(await navigator.credentials.create({ publicKey }), ["clientDataJSON", "attestationObject"]);
  };

  const ways = {
    "sign-in": async (form) => {
      const reply = await fetch(form.action, { headers: { Accept: "application/json" } });
      if (!reply.ok) throw new Error("no challenge");
      return show((await reply.json()).request_options);
    },
    confirm: async (form) => show(JSON.parse(form.dataset.options)),
    add: async (form) => create(JSON.parse(form.dataset.options), form.elements.passwordless?.checked ?? false),
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const failed = form.querySelector("[data-passkey-failed]");
    form.hidden = false;
    form.querySelector("button[type=button]").addEventListener("click", async () => {
      failed.hidden = true;
      try {
        form.elements.credential.value = JSON.stringify(await ways[form.dataset.passkey](form));
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  }
})();

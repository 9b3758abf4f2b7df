// Asks the browser for an address to which notices are pushed, and hands it in with the form.
(() => {
  "use strict";

  const section = document.querySelector("[data-push-key]");
  if (!section || !("serviceWorker" in navigator) || !("PushManager" in window)) return;

  const button = section.querySelector("[data-push]");
  const said = section.querySelector("[data-push-said]");
  const form = section.querySelector("form[data-push-form]");
  section.querySelector("[data-push-missing]").hidden = true;
  button.hidden = false;

  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");

  const atWork = (registration) =>
    new Promise((resolve) => {
      const worker = registration.active || registration.waiting || registration.installing;
      if (worker.state === "activated") return resolve(registration);
      worker.addEventListener("statechange", () => worker.state === "activated" && resolve(registration));
    });

  const subscribe = async () => {
    const registration = await atWork(await navigator.serviceWorker.register(section.dataset.pushWorker));
    const before = await registration.pushManager.getSubscription();
    if (before) await before.unsubscribe(); // it may be bound to a key that is no longer ours
    return registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytes(section.dataset.pushKey),
    });
  };

  button.addEventListener("click", async () => {
    button.disabled = true;
    said.textContent = "";
    try {
      if ((await Notification.requestPermission()) !== "granted") throw new Error("denied");
      const subscription = await subscribe();
      form.elements.endpoint.value = subscription.endpoint;
      form.elements.key.value = text(subscription.getKey("p256dh"));
      form.elements.secret.value = text(subscription.getKey("auth"));
      form.submit();
    } catch (error) {
      said.textContent = error.message === "denied" ? section.dataset.pushDenied : section.dataset.pushFailed;
      button.disabled = false;
    }
  });
})();

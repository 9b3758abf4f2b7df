// Shows what is pushed, and opens its page. It answers no request and keeps nothing.
"use strict";

const ICON = "../platform/favicon.svg";

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("push", (event) => {
  let message = {};
  try {
    message = event.data.json();
  } catch {
    // Something is shown in any case: browsers end a subscription that shows nothing.
  }
  event.waitUntil(
    self.registration.showNotification(message.title || "giaoban", {
      body: message.body || "",
      icon: ICON,
      tag: "giaoban",
      renotify: true,
      data: { path: message.path || "/" },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data.path, self.location.origin);
  if (address.origin !== self.location.origin) return;
  event.waitUntil(self.clients.openWindow(address.href));
});

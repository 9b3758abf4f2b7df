// Brings the proposal at hand and its sentence into view, each in its own pane.
(() => {
  "use strict";

  const show = () => {
    const desk = document.getElementById("desk");
    if (!desk) return;
    for (const [pane, at] of [[".gb-doc", ".gb-r--now"], [".gb-props", ".gb-prop--now"]]) {
      const frame = desk.querySelector(pane);
      const place = desk.querySelector(at);
      if (!frame || !place || frame.scrollHeight <= frame.clientHeight) continue;
      const top = place.getBoundingClientRect().top - frame.getBoundingClientRect().top;
      frame.scrollTop += top - Math.min(120, frame.clientHeight / 4);
    }
  };

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "desk" || event.target.querySelector("#desk")) show();
  });
  show();
})();

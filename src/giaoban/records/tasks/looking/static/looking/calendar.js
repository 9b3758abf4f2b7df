// Arrow keys go from day to day in the calendar of a month. Without a script the days are links.
(() => {
  "use strict";

  const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const days = () => [...document.querySelectorAll("[data-month] h2 > a")];

  document.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = days();
    const at = all.indexOf(document.activeElement);
    const inGrid = at >= 0 || document.activeElement === document.body;
    if (!inGrid || !all.length) return;
    const today = all.findIndex((day) => day.hasAttribute("aria-current"));
    const next = at >= 0 ? at + step : Math.max(today, 0);
    if (!all[next]) return;
    event.preventDefault();
    all[next].focus();
  });
})();

// Clocks of the floor run on between two answers of the server, which stays what counts: with
// each answer they begin anew from what it says. Without a script they stand until a reload.
(() => {
  "use strict";

  const begun = new WeakMap();

  const words = (seconds) => {
    const two = (number) => String(number).padStart(2, "0");
    return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  };

  const tick = () => {
    for (const clock of document.querySelectorAll("[data-clock][data-runs]")) {
      if (!begun.has(clock)) begun.set(clock, performance.now());
      const passed = Math.floor((performance.now() - begun.get(clock)) / 1000);
      const used = Number(clock.dataset.clock) + passed;
      clock.textContent = words(used);
      clock.classList.toggle("over", used > Number(clock.dataset.budget));
    }
  };

  setInterval(tick, 1000);
})();

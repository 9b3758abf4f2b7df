// Keys for those who work without a mouse. An element says which key it answers to:
// <button data-key="x">. Links and buttons are pressed, fields are gone to. "/" goes to the search.
(() => {
  "use strict";

  const FIELDS = "input, textarea, select, [contenteditable='']";
  const PRESSED = "a[href], button, summary";

  // With a Vietnamese input method a letter may not arrive as itself; its place on the keyboard does.
  const names = (event) => {
    const place = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code);
    const typed = event.key.toLowerCase();
    return place && typed.length !== 1 ? [typed, place[1].toLowerCase()] : [typed];
  };

  const shown = (element) => element.getClientRects().length > 0 && !element.closest("[inert]");

  const answering = (keys) =>
    [...document.querySelectorAll("[data-key]")].find(
      (element) => keys.includes(element.dataset.key.toLowerCase()) && shown(element),
    );

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target instanceof Element ? event.target : document.body;
    const inField = at.closest(FIELDS) !== null;
    if (event.key === "Escape" && inField) {
      at.blur();
      return;
    }
    if (inField && !isChoice(at)) return;
    if (event.key === "Enter" && (at.matches(PRESSED) || inField)) return;
    if (event.key === "/") {
      const search = document.querySelector("[role=search] [type=search]");
      if (search && shown(search)) {
        event.preventDefault();
        search.focus();
        search.select();
      }
      return;
    }
    const found = answering(names(event));
    if (!found) return;
    event.preventDefault();
    if (found.matches(FIELDS) && !isChoice(found)) found.focus();
    else found.click();
  });

  // Nothing is typed into a radio button or a tick box, so keys keep working there.
  function isChoice(element) {
    return element.matches("input[type=radio], input[type=checkbox]");
  }
})();

// What a page gains where scripts run. Everything works without it.
(() => {
  "use strict";

  const prepare = (root) => {
    for (const button of root.querySelectorAll("[data-print][hidden]")) button.hidden = false;
    const mistakes = root.querySelector("[data-focus]");
    if (mistakes) mistakes.focus();
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
    for (const menu of document.querySelectorAll("details.gb-me[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.gb-me[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  document.addEventListener("htmx:afterSettle", (event) => prepare(event.target));
  prepare(document);
})();

// Rows of a list for those who work without a mouse: j and k go down and up, x chooses the row,
// Enter opens it. Without a script the rows are links and boxes as any others.
(() => {
  "use strict";

  const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable='']";

  const rows = () => [...document.querySelectorAll("[data-rows] tbody tr")];
  const linkOf = (row) => row.querySelector("th[scope=row] a");

  const here = () => {
    const row = document.activeElement && document.activeElement.closest("[data-rows] tbody tr");
    return row ? rows().indexOf(row) : -1;
  };

  const go = (step) => {
    const all = rows();
    const at = here();
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step;
    const row = all[Math.min(Math.max(next, 0), all.length - 1)];
    if (!row) return;
    linkOf(row).focus();
    row.scrollIntoView({ block: "nearest" });
  };

  const tell = () => {
    const chosen = document.querySelectorAll("[data-rows] tbody input[type=checkbox]:checked").length;
    for (const told of document.querySelectorAll("[data-chosen]")) told.textContent = String(chosen);
    const all = document.querySelector("[data-choose-all]");
    if (all) all.checked = chosen > 0 && chosen === rows().length;
  };

  const KEYS = {
    j: () => go(1),
    k: () => go(-1),
    x: () => {
      const row = rows()[here()];
      const box = row && row.querySelector("input[type=checkbox]");
      if (box) box.click();
      return Boolean(box);
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target instanceof Element ? event.target : document.body;
    if (at.closest(FIELDS)) return;
    const place = /^Key([A-Z])$/.exec(event.code);
    const key = place && event.key.length !== 1 ? place[1].toLowerCase() : event.key.toLowerCase();
    const act = KEYS[key];
    if (act && rows().length && act() !== false) event.preventDefault();
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-choose-all]")) {
      for (const box of document.querySelectorAll("[data-rows] tbody input[type=checkbox]")) {
        box.checked = event.target.checked;
      }
    }
    tell();
  });

  const prepare = () => {
    for (const box of document.querySelectorAll("[data-choose-all][hidden]")) box.hidden = false;
    tell();
  };
  document.addEventListener("htmx:afterSettle", prepare);
  prepare();
})();

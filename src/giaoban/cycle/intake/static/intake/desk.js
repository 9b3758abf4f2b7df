// Brings the proposal at hand and its sentence into view, each in its own pane, and takes up
// words that are selected in the text.
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

  // Words selected in the text become the words of a new task; where they lie in the passage at
  // hand, its parts are cut around them too. The numbers in the margin are no words of the text.
  const said = (range) => {
    const copy = range.cloneContents();
    for (const number of copy.querySelectorAll("sup")) number.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  const take = () => {
    const selection = document.getSelection();
    const fields = document.getElementById("from-text");
    if (!fields || !selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const at = range.startContainer.parentElement?.closest(".gb-doc [data-start]");
    if (!at || !range.endContainer.parentElement?.closest(".gb-doc")) return;
    const words = said(range);
    if (!words) return;
    fields.querySelector("[name=words]").value = words;
    fields.querySelector("[name=near]").value = at.dataset.start;
    fields.open = true;
    cut(range, words);
  };

  const cut = (range, words) => {
    const passage = range.startContainer.parentElement.closest(".gb-r--now");
    const parts = document.getElementById("parts");
    if (!parts || !passage || !passage.contains(range.endContainer)) return;
    const before = document.createRange();
    before.selectNodeContents(passage);
    before.setEnd(range.startContainer, range.startOffset);
    const after = document.createRange();
    after.selectNodeContents(passage);
    after.setStart(range.endContainer, range.endOffset);
    parts.value = [said(before), words, said(after)].filter((part) => part.length > 2).join("\n");
  };

  // A doubtful word of the text leads to the field in which it is corrected.
  const correct = (event) => {
    const word = event.target.closest?.(".gb-doc [data-word]");
    const field = word && document.getElementById(`word-${word.dataset.word}`);
    if (!field) return;
    event.preventDefault();
    event.stopPropagation();
    field.closest("details").open = true;
    field.focus();
    field.select();
  };

  document.addEventListener("click", correct, true);
  document.addEventListener("mouseup", () => setTimeout(take));

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "desk" || event.target.querySelector("#desk")) show();
  });
  show();
})();

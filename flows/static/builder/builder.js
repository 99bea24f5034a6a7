// Makes the builder smoother: keeps the outline where it was scrolled to, shows refused saves in
// place, and puts a fact into the text one was writing. Everything works without it.
"use strict";

let scrolled = 0;
let lastText = null;

document.addEventListener("htmx:beforeSwap", (event) => {
  const outline = document.querySelector("[data-keep-scroll]");
  scrolled = outline ? outline.scrollTop : 0;
  if ([409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

document.addEventListener("htmx:afterSettle", () => {
  const outline = document.querySelector("[data-keep-scroll]");
  if (outline) outline.scrollTop = scrolled;
  lastText = null;
  hideUnusedTexts();
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches("#step-form textarea, #step-form input[type=text]")) {
    lastText = event.target;
  }
});

document.addEventListener("click", (event) => {
  const fact = event.target.closest("[data-insert]");
  if (!fact) return;
  const text = lastText || document.querySelector("#step-form textarea");
  if (!text) return;
  text.setRangeText(fact.dataset.insert, text.selectionStart, text.selectionEnd, "end");
  text.focus();
});

document.addEventListener("change", (event) => {
  if (event.target.closest(".b-given")) hideUnusedTexts();
});

// The written text counts only where no fact is picked.
function hideUnusedTexts() {
  for (const given of document.querySelectorAll(".b-given")) {
    const source = given.querySelector("select");
    given.querySelector(".b-written").hidden = source !== null && source.value !== "";
  }
}

hideUnusedTexts();

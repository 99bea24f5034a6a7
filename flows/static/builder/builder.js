// Makes the builder smoother: keeps the outline where it was scrolled to, shows refused saves in
// place, and puts a fact into the text one was writing. Everything works without it.
"use strict";

let scrolled = 0;
let lastText = null;
let chosen = null;

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
  showLanguage(shownLanguage());
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

document.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-show]");
  if (!choice) return;
  chosen = choice.dataset.show;
  showLanguage(chosen);
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
showLanguage(shownLanguage());

// A phone has room for one language at a time; a fault in another one must not stay hidden.
function shownLanguage() {
  const first = document.querySelector(".b-switch [data-show]:not([data-show=''])");
  const faults = document.querySelector(".b-language .b-field-error") !== null;
  if (!first || faults) return "";
  if (chosen !== null) return chosen;
  return window.matchMedia("(max-width: 900px)").matches ? first.dataset.show : "";
}

function showLanguage(code) {
  const choices = document.querySelector(".b-switch");
  if (!choices) return;
  choices.hidden = false;
  for (const choice of choices.querySelectorAll("[data-show]")) {
    choice.setAttribute("aria-pressed", String(choice.dataset.show === code));
  }
  for (const text of document.querySelectorAll("#step-form .b-language")) {
    const alone = text.parentElement.childElementCount === 1; // asked in one language only
    text.hidden = !alone && code !== "" && text.dataset.language !== code;
  }
}

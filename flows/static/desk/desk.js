// Makes the desk quicker: prepared answers and facts go in where the caret stands, j and k walk
// the queue, r writes, Ctrl+Enter sends. Everything works without it.
"use strict";

for (const each of document.querySelectorAll("[data-script]")) each.hidden = false;
const text = document.querySelector("[data-body]");

// A text outlives a look at another page of the same tab, until it is sent.
if (text) {
  const name = text.dataset.draft;
  if (text.value) sessionStorage.setItem(name, text.value);
  else text.value = sessionStorage.getItem(name) || "";
  text.addEventListener("input", () => sessionStorage.setItem(name, text.value));
  text.form.addEventListener("submit", () => sessionStorage.removeItem(name));
}

function insert(words) {
  text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
  text.focus();
}

document.addEventListener("click", (event) => {
  const fact = event.target.closest("[data-insert]");
  if (fact && text) insert(fact.dataset.insert);
  const use = event.target.closest("[data-use]");
  if (!use || !text) return;
  const macro = use.form.querySelector("[data-macro]");
  event.preventDefault();
  if (!macro.value) return macro.focus();
  const before = text.value.slice(0, text.selectionStart);
  insert((before && !before.endsWith("\n") ? "\n\n" : "") + macro.selectedOptions[0].dataset.text);
  macro.value = "";
});

// What is chosen is added up; the server counts for itself.
const together = document.querySelector("[data-together]");

function addUp() {
  const places = (together.dataset.places.split(".")[1] || "").length;
  const other = document.querySelector("[data-other]").value.replace(/\s/g, "").replace(",", ".");
  let sum = Number(other) || 0;
  for (const each of document.querySelectorAll("[data-each]")) {
    const count = each.type === "checkbox" ? Number(each.checked) : Number(each.value);
    sum += count * Number(each.dataset.each);
  }
  together.value = sum.toFixed(places);
}

if (together) {
  together.closest("form").addEventListener("input", addUp);
  addUp();
}

document.addEventListener("keydown", (event) => {
  if (event.target !== text || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const note = text.form.querySelector("[value=note]:checked");
  const main = note ? "[value=note]" : ":is([value=reply], [value=tell])";
  text.form.requestSubmit(text.form.querySelector(`button${main}`));
});

// Single keys can be switched off: who speaks to the machine, or slips, may not want them.
const OFF = "desk-keys-off";
const keys = document.querySelector("[data-keys]");

function label() {
  keys.dataset.off ||= keys.textContent;
  keys.textContent = localStorage.getItem(OFF) ? keys.dataset.on : keys.dataset.off;
}

if (keys) {
  label();
  keys.addEventListener("click", () => {
    if (localStorage.getItem(OFF)) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
    label();
  });
}

const KEYS = {
  j: () => follow("j") || walk(1),
  k: () => follow("k") || walk(-1),
  r: () => text?.focus(),
  "/": () => document.querySelector("#q")?.focus(),
};

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, select, textarea, [contenteditable]")) return;
  if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(OFF)) return;
  const act = keys && KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

function follow(key) {
  const link = document.querySelector(`[data-key=${key}]`);
  link?.click();
  return Boolean(link);
}

function walk(step) {
  const links = [...document.querySelectorAll("[data-rows] .d-subject")];
  const here = links.indexOf(document.activeElement);
  links[Math.max(0, Math.min(links.length - 1, here + step))]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll(".d-menu[open]")) menu.open = false;
});

// Keeps what is typed and not sent, until its step is answered or the conversation starts over.
const SLOT = "typed:" + location.pathname;
// A code is good once and a consent is given anew: neither is ever kept.
const KEPT =
  "input:not([type=hidden],[type=file],[type=checkbox],[autocomplete=one-time-code])," +
  "textarea,select,fieldset [type=checkbox]";
let kept = { token: "", steps: {} }; // by step: {fields: [name, value, checked?], files: {field: [id, name]}}
let left = null; // what was sent last, until its page is drawn

const find = (selector) => document.querySelector(selector);
const token = () => find("[name=token]")?.value || "";
const fields = () => [...document.querySelectorAll("#answer [name^=a-]")].filter((each) => each.matches(KEPT));
const sets = () => [...document.querySelectorAll("#answer [data-photos]")];
// Two flows may call a step alike: what it asks for tells them apart.
const step = () => [find("main").dataset.step, ...[...fields(), ...sets()].map(named)].join(" ");
const named = (each) => each.name || each.dataset.photos;
const picked = (field) => ["radio", "checkbox"].includes(field.type);

function storage(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null; // closed to this frame: `kept` lasts as long as the page
  }
}

const store = () => storage((open) => open.setItem(SLOT, JSON.stringify(kept)));

function save() {
  if (!fields().length && !sets().length) return;
  // Not resumed yet: what is kept belongs to the conversation that is about to be shown.
  if (kept.token && !token()) return;
  settle();
  const values = fields().map((field) =>
    picked(field) ? [field.name, field.value, field.checked] : [field.name, field.value],
  );
  kept.steps[step()] = { fields: values, files: Object.fromEntries(sets().map(added)) };
  store();
}

function added(set) {
  const rows = [...set.querySelectorAll("li:has([type=hidden]:not(:disabled))")];
  const told = (row) => [row.querySelector("[type=hidden]").value, row.querySelector(".name").textContent];
  return [set.dataset.photos, rows.map(told)];
}

// Another conversation's words are not shown in this one.
function settle() {
  if (kept.token && kept.token !== token()) kept.steps = {};
  kept.token = token();
}

function restore() {
  const draft = kept.steps[step()];
  if (!draft) return;
  for (const [name, value, checked] of draft.fields) {
    const same = fields().filter((each) => each.name === name);
    const field = same.find((each) => !picked(each) || each.value === value);
    if (!field) continue;
    if (picked(field)) field.checked = checked;
    else field.value = value;
  }
  for (const set of sets()) {
    const files = draft.files[set.dataset.photos] || [];
    set.querySelector("ul").replaceChildren(...files.map(([id, name]) => row(set, id, name)));
  }
}

function row(set, id, name) {
  const made = set.querySelector("template").content.firstElementChild.cloneNode(true);
  const input = made.querySelector("[type=hidden]");
  made.dataset.file = input.value = made.querySelector(".drop").value = id;
  input.disabled = false;
  made.querySelector(".name").textContent = name;
  made.querySelector(".state").textContent = set.dataset.kept;
  return made;
}

// What was on its way to the machine goes to the person instead.
function carry(text) {
  const field = find("#answer textarea");
  if (!text || !field || field.value) return;
  field.value = text.slice(0, field.maxLength);
  const question = find("#question");
  if (question?.value.trim() === text) {
    question.value = "";
    question.closest("details")?.removeAttribute("open");
  }
  save();
}

const unsent = () =>
  [...document.querySelectorAll("#answer textarea,#question")].map((each) => each.value.trim()).find(Boolean);

addEventListener("submit", ({ target, submitter }) => {
  const body = new FormData(target, submitter);
  const person = body.get("option") === "person";
  left = {
    step: step(),
    over: body.get("do") === "again",
    answered: target.id === "answer" && !person && !body.has("do") && !body.has("drop"),
    text: person && unsent(),
  };
});

addEventListener("drawn", () => {
  const { step: was, over, answered, text } = left || {};
  left = null;
  settle();
  if (answered && find("#errors")) return save(); // what is shown counts: a file may be gone
  if (answered && (was !== step() || !find("main>.alert"))) delete kept.steps[was];
  if (over) kept.steps = {};
  restore();
  carry(text);
  store();
});
for (const name of ["input", "change", "files"]) addEventListener(name, save);

kept = storage((open) => JSON.parse(open.getItem(SLOT))) || kept;
if (kept.token === token()) restore();
save(); // the letter that called this script came before it could listen

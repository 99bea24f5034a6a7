// Sends chosen photos at once, one after another, and shows how each of them goes.
const SIDE = 2560; // pixels of the longer side: the shop keeps no more
const ENOUGH = 1_000_000; // bytes: what is smaller goes as it is
const THUMB = 160;
const thumbs = new Map(); // by a kept file's id
const news = document.getElementById("news");
const BUSY = ["waiting", "sending"];
let items = []; // {set, into, name, share, state: waiting, sending, kept, refused or lost, ...}
let working = null;
let shownStep = "";

const form = () => document.getElementById("answer");
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

// `kept`: the same step was drawn in another language, and what is here counts, not what came.
function begin(kept) {
  const step = document.querySelector("main").dataset.step;
  // A file that was not taken stays to be seen where the same step comes back to be corrected.
  if (!kept) items = items.filter((item) => step === shownStep && item.state === "refused");
  shownStep = step;
  for (const set of all("[data-photos]")) {
    const into = set.dataset.photos;
    const input = set.querySelector("[type=file]");
    if (!kept) for (const row of all("li", set)) items.push(shown(row, set));
    for (const item of items) if (item.into === into) item.set = set;
    set.classList.add("live");
    input.onchange = () => {
      add(set, [...input.files]);
      input.value = "";
    };
    set.ondragover = (event) => event.preventDefault();
    set.ondrop = (event) => {
      event.preventDefault();
      add(set, [...event.dataTransfer.files]);
    };
    draw(set);
    if (input.files.length) input.onchange(); // chosen before this script was here
  }
}

function shown(row, set) {
  const id = row.dataset.file;
  const name = row.querySelector(".name").textContent;
  return { set, into: set.dataset.photos, id, name, state: "kept", thumb: thumbs.get(id) };
}

const of = (set) => items.filter((item) => item.set === set);

function draw(set) {
  set.querySelector("ul").replaceChildren(...of(set).map(row));
  room(set);
}

function room(set) {
  const most = Number(set.dataset.most) || Infinity;
  const left = most - of(set).filter((item) => item.state !== "refused").length;
  set.querySelector(".add").hidden = left <= 0;
  return left;
}

function row(item) {
  const made = item.set.querySelector("template").content.firstElementChild.cloneNode(true);
  const drop = made.querySelector(".drop");
  const again = made.querySelector(".again");
  item.row = made;
  made.querySelector(".name").textContent = item.name;
  drop.firstElementChild.textContent += item.name;
  drop.type = "button";
  drop.onclick = () => remove(item);
  again.append(Object.assign(document.createElement("span"), { className: "hidden", textContent: " " + item.name }));
  again.onclick = () => {
    item.state = "waiting";
    work();
  };
  tell(item);
  return made;
}

function tell(item) {
  const { row, set, state } = item;
  const words = { waiting: set.dataset.sending, ...set.dataset };
  words.lost = item.said || words.lost;
  words.refused = item.told ? `${item.said} ${set.dataset.notTaken}` : item.said;
  const input = row.querySelector("[type=hidden]");
  const share = state === "sending" && item.share ? ` ${Math.round(item.share * 100)} %` : "";
  row.className = state;
  row.style.setProperty("--share", item.share || 0);
  row.querySelector(".state").textContent = words[state] + share;
  row.querySelector(".again").hidden = state !== "lost";
  input.value = item.id || "";
  input.disabled = state !== "kept";
  if (item.thumb && !row.querySelector("img")) {
    const image = Object.assign(new Image(), { src: item.thumb, alt: "" });
    row.querySelector(".thumb").replaceChildren(image);
  }
}

function add(set, files) {
  const left = room(set);
  for (const file of files.slice(0, left)) {
    const item = { set, into: set.dataset.photos, name: file.name, file, state: "waiting" };
    items.push(item);
    set.querySelector("ul").append(row(item));
  }
  for (const file of files.slice(left)) {
    const said = set.querySelector("[id$=_limits]").textContent;
    const item = { set, into: set.dataset.photos, name: file.name, state: "refused", said };
    items.push(item);
    set.querySelector("ul").append(row(item));
  }
  room(set);
  work();
}

function remove(item) {
  const next = item.row.nextElementSibling || item.row.previousElementSibling;
  item.request?.abort();
  items = items.filter((each) => each !== item);
  item.row.remove();
  room(item.set);
  dispatchEvent(new Event("files"));
  (next?.querySelector(".drop") || item.set.querySelector("[type=file]")).focus();
  news.textContent = `${item.set.dataset.removed}: ${item.name}`;
}

function work() {
  working ||= (async () => {
    for (let item; (item = items.find((each) => each.state === "waiting")); ) await take(item);
    working = null;
  })();
  return working;
}

async function take(item) {
  item.state = "sending";
  item.said = "";
  tell(item);
  item.small ||= await prepared(item);
  if (items.includes(item)) {
    tell(item);
    await send(item);
  }
  if (!items.includes(item)) return;
  item.share = 0;
  if (item.state === "kept" && item.thumb) thumbs.set(item.id, item.thumb);
  tell(item);
  room(item.set);
  dispatchEvent(new Event("files"));
  news.textContent = `${item.name}: ${item.row.querySelector(".state").textContent}`;
}

// What the browser can open is sent no larger than it is kept, and without where it was taken.
async function prepared(item) {
  try {
    const picture = await createImageBitmap(item.file);
    const large = item.file.size > ENOUGH || Math.max(picture.width, picture.height) > SIDE;
    item.thumb = canvas(picture, THUMB).toDataURL("image/jpeg", 0.7);
    const small = large && item.file.type !== "image/png" && (await jpeg(canvas(picture, SIDE)));
    picture.close();
    return small && small.size < item.file.size ? small : item.file;
  } catch {
    return item.file;
  }
}

function canvas(picture, side) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const made = document.createElement("canvas");
  made.width = Math.max(1, Math.round(picture.width * scale));
  made.height = Math.max(1, Math.round(picture.height * scale));
  const pen = made.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, made.width, made.height);
  pen.drawImage(picture, 0, 0, made.width, made.height);
  return made;
}

const jpeg = (made) => new Promise((done) => made.toBlob(done, "image/jpeg", 0.85));

function send(item) {
  const body = new FormData(form());
  for (const name of new Set(body.keys())) if (name.startsWith("a-")) body.delete(name);
  body.set("do", "keep");
  body.append(item.into + "-new", item.small, item.name);
  const request = (item.request = new XMLHttpRequest());
  return new Promise((done) => {
    request.upload.onprogress = (event) => {
      item.share = event.loaded / event.total;
      tell(item);
    };
    request.onloadend = () => {
      settle(item, request);
      done();
    };
    request.timeout = 180_000;
    request.open("POST", form().action);
    request.setRequestHeader("X-Fragment", "1");
    request.send(body);
  });
}

function settle(item, request) {
  const next = new DOMParser().parseFromString(request.responseText, "text/html");
  const field = next.querySelector(`[data-photos="${CSS.escape(item.into)}"]`);
  const kept = field?.querySelector("li");
  const token = next.querySelector("[name=token]")?.value;
  const said = field?.querySelector(".error") || next.querySelector(".alert,h1");
  if (token) for (const input of all("[name=token]")) input.value = token;
  if (kept) {
    item.id = kept.dataset.file;
    item.name = kept.querySelector(".name").textContent;
    item.state = "kept";
  } else {
    item.state = said && ![429, 500, 502, 503, 504].includes(request.status) ? "refused" : "lost";
    item.said = said?.textContent.replace(`${item.name}: `, "").trim();
  }
}

// Going on waits for the photos; what could not be sent is tried again first.
async function held(event) {
  if (event.target !== form()) return;
  const open = items.filter((item) => [...BUSY, "lost"].includes(item.state));
  if (!open.length) return warned(event);
  stop(event);
  const button = event.submitter;
  for (const item of items) if (item.state === "lost") item.state = "waiting";
  for (const item of items) tell(item);
  news.textContent = form().querySelector("[data-photos]").dataset.wait;
  form().classList.add("held");
  await work();
  form()?.classList.remove("held");
  const left = open.find((item) => items.includes(item) && item.state !== "kept");
  if (!left) return form()?.requestSubmit(button);
  point(left, left.set.dataset.failed);
}

// What was not taken is told once more before it is left behind.
function warned(event) {
  const refused = items.filter((item) => item.state === "refused" && !item.told);
  if (!refused.length) return;
  stop(event);
  for (const item of refused) {
    item.told = true;
    tell(item);
  }
  point(refused[0], refused[0].set.dataset.notTaken);
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function point(item, sentence) {
  news.textContent = sentence;
  item.row.querySelector("button:not([hidden])").focus();
  item.row.scrollIntoView({ block: "center" });
}

// A file dropped beside its field must not take the place of the page.
for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
addEventListener("online", () => {
  for (const item of items) if (item.state === "lost") item.state = "waiting";
  work();
});
addEventListener("submit", held, true);
addEventListener("drawn", (event) => begin(event.detail));
begin(false);

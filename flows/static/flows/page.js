// Sends the page's forms without leaving it, resumes the tab's conversation, talks to the bubble.
(() => {
  "use strict";
  const script = document.currentScript;
  const words = script.dataset;
  const origins = words.origins.split(" ");
  const slot = "help:" + words.shop + location.pathname + (words.preview || "");
  const news = document.getElementById("news");
  let memory = "";
  let closed = false; // storage is closed to this frame: the bubble keeps a sealed pass for us
  let parent = null; // the exact origin that greeted us
  let given = {};
  let timer = 0;
  let busy = false;

  const find = (selector) => document.querySelector(selector);
  const page = () => document.getElementById("page");
  const tell = (message) => parent && window.parent.postMessage(message, parent);

  function stored(act) {
    try {
      return act(sessionStorage);
    } catch {
      closed = true;
    }
  }

  function remember(token) {
    memory = token;
    stored((storage) => (token ? storage.setItem(slot, token) : storage.removeItem(slot)));
  }

  const remembered = () => stored((storage) => storage.getItem(slot)) || memory;

  async function send(form, body, quiet) {
    if (busy) return;
    busy = true;
    if (closed && parent && !body.has("pass")) body.set("pass", "");
    clearTimeout(timer);
    if (!quiet) document.body.classList.add("busy");
    const slow = quiet ? 0 : setTimeout(() => (news.textContent = words.working), 800);
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body,
        credentials: "omit",
        headers: { "X-Fragment": "1" },
      });
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!next.querySelector("main")) throw new Error("no page");
      const typed = body.has("speak") && find("#answer") ? [...new FormData(find("#answer"))] : [];
      show(next, quiet);
      for (const [name, value] of typed) retype(name, value);
    } catch {
      lost(() => send(form, body, quiet));
    }
    busy = false;
    clearTimeout(slow);
    document.body.classList.remove("busy");
  }

  // Another language shows the same step anew: what was typed into it stays.
  function retype(name, value) {
    const typed = ":is(input:not([type=hidden],[type=file],[type=radio],[type=checkbox]),textarea)";
    const field = find(`#answer ${typed}[name="${CSS.escape(name)}"]`);
    if (field) field.value = value;
  }

  function lost(retry) {
    find("#lost")?.remove();
    const box = document.createElement("div");
    const button = document.createElement("button");
    box.id = "lost";
    box.className = "alert";
    box.setAttribute("role", "alert");
    box.append(words.offline, button);
    button.className = "second";
    button.textContent = words.retry;
    button.onclick = () => box.isConnected && retry();
    find("main").append(box);
    box.scrollIntoView({ block: "center" });
    addEventListener("online", button.onclick, { once: true });
  }

  // A poll that brought nothing new leaves the page, and whoever reads it, alone.
  function show(next, quiet) {
    const was = find("main");
    const main = next.querySelector("main");
    const same = was.dataset.step === main.dataset.step && was.dataset.kind === main.dataset.kind;
    const said = (element) => element.querySelector(".deliveries")?.textContent;
    const changed = said(main) && said(main) !== said(was);
    const token = next.querySelector("[name=token]")?.value || "";
    const unfolded = find(".sofar")?.open;
    const held = same && quiet && document.activeElement;
    const place = held && [...page().querySelectorAll("button,a")].indexOf(held);
    page().replaceWith(document.adoptNode(next.getElementById("page")));
    document.title = next.title;
    document.documentElement.lang = next.documentElement.lang;
    remember(token);
    if (unfolded && same && find(".sofar")) find(".sofar").open = true;
    dress();
    if (same && quiet) {
      if (place >= 0) page().querySelectorAll("button,a")[place]?.focus();
      if (changed) news.textContent = said(main);
    } else if (!document.hasFocus()) {
      // The shopper is elsewhere on the shop's page: say it, but leave the focus there.
      news.textContent = find("#now").textContent;
    } else {
      news.textContent = "";
      page().classList.add("step-in");
      (find("#errors") || find("#now")).focus();
      find(".alert")?.scrollIntoView({ block: "center" });
    }
  }

  // What the server cannot know: where we are framed, what the shop's page filled in, when to ask.
  function dress() {
    const main = find("main");
    const close = find("[data-close]");
    if (close) close.hidden = !parent;
    document.body.classList.toggle("framed", window.parent !== window);
    for (const input of document.querySelectorAll("[name=page]")) input.value = given.page || "";
    for (const [name, value] of Object.entries(given.prefill || {})) {
      const input = document.getElementsByName("a-" + name)[0];
      if (input && !input.value && typeof value === "string") input.value = value;
    }
    clearTimeout(timer);
    if (main.dataset.poll) timer = setTimeout(poll, main.dataset.poll * 1000);
    tell({ help: "step", kind: main.dataset.kind, outcome: main.dataset.outcome || "" });
    if (main.dataset.pass) tell({ help: "keep", pass: main.dataset.pass });
    tell({ help: "size", height: page().scrollHeight });
  }

  function poll() {
    if (document.hidden) timer = setTimeout(poll, 2000);
    else ask(true);
  }

  function ask(quiet, pass) {
    const form = find("#go");
    const body = new FormData(form);
    body.set("do", "show");
    body.set("token", remembered());
    if (pass) body.set("pass", pass);
    return send(form, body, quiet);
  }

  addEventListener("submit", (event) => {
    const form = event.target;
    event.preventDefault();
    send(form, new FormData(form, event.submitter), event.submitter?.value === "show");
  });
  addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) tell({ help: "close" });
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") tell({ help: "close" });
  });
  addEventListener("message", (event) => {
    const said = event.data;
    if (event.source !== window.parent || !origins.includes(event.origin)) return;
    if (!said || said.help !== "hello") return;
    parent = event.origin;
    given = { page: String(said.page || ""), prefill: said.prefill };
    dress();
    if (said.focus) find("#now").focus();
    if (closed && said.pass && !remembered()) ask(true, said.pass);
  });

  const token = find("[name=token]")?.value;
  if (token) remember(token);
  dress();
  if (!token && remembered()) ask(true);
})();

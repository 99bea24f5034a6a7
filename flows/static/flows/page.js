// Sends the page's forms without leaving it, resumes the tab's conversation, talks to the bubble.
(() => {
  "use strict";
  const script = document.currentScript;
  const words = script.dataset;
  const origins = words.origins.split(" ");
  // A link from elsewhere leads to the shop's page, and its secret leaves the address.
  const place = document.getElementById("go")?.getAttribute("action");
  if (place && place !== location.pathname) {
    history.replaceState(null, "", place + "?lang=" + document.documentElement.lang);
  }
  const slot = "help:" + words.shop + location.pathname + (words.preview || "");
  const news = document.getElementById("news");
  const framed = window.parent !== window;
  let memory = "";
  let closed = false; // storage is closed to this frame: the bubble keeps a sealed pass for us
  let parent = null; // the exact origin that greeted us
  let given = {};
  let timer = 0;
  let busy = false;
  let polling = false;
  let next = null; // what was pressed during a poll

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

  function send(form, body, quiet, again) {
    if (closed && parent && !body.has("pass")) body.set("pass", "");
    return turn(form.action, { method: "POST", body }, quiet, body.has("speak"), form.id, again);
  }

  async function turn(address, request, quiet, speaks, sent, again) {
    const same = () => turn(address, request, quiet, speaks, sent, again);
    if (busy) {
      if (polling && !quiet) next = same;
      return;
    }
    busy = true;
    polling = quiet;
    clearTimeout(timer);
    if (!quiet) document.body.classList.add("busy");
    const slow = quiet ? 0 : setTimeout(() => (news.textContent = words.working), 800);
    const style = styled();
    try {
      const headers = { "X-Fragment": "1" };
      const answer = await fetch(address, { ...request, headers, credentials: "omit" });
      const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!drawn.querySelector("main")) throw new Error("no page");
      await style;
      const unsent = { question: "ask", comment: "rate" };
      const before = typed().filter(([name]) => speaks || (unsent[name] && unsent[name] !== sent));
      show(drawn, quiet, speaks, before);
      if (!request.method) history.replaceState(null, "", address);
    } catch {
      lost(again || same, quiet || again);
    }
    busy = false;
    clearTimeout(slow);
    document.body.classList.remove("busy");
    const pressed = next;
    next = null;
    pressed?.();
  }

  // What only a conversation needs comes with its first answer.
  const styled = () =>
    new Promise((done) => {
      if (find(`link[href="${words.style}"]`)) return done();
      const sheet = document.createElement("link");
      sheet.rel = "stylesheet";
      sheet.href = words.style;
      sheet.onload = sheet.onerror = done;
      document.head.append(sheet);
    });

  const typed = () =>
    [...document.querySelectorAll("#answer,#ask,#rate")].flatMap((form) => [...new FormData(form)]);

  // What was typed stays in another language, a question everywhere; drafts.js keeps the rest.
  function retype(name, value) {
    const plain = ":is(input:not([type=hidden],[type=file],[type=radio],[type=checkbox]),textarea)";
    const field = find(`:is(#answer,#ask,#rate) ${plain}[name="${CSS.escape(name)}"]`);
    if (!field || !value || field.value === value) return;
    field.value = value;
    if (field.closest("details")) field.closest("details").open = true;
  }

  // A way elsewhere never goes by itself.
  function lost(retry, alone) {
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
    if (!alone) return;
    addEventListener("online", button.onclick, { once: true });
    addEventListener("input", () => removeEventListener("online", button.onclick), { once: true });
  }

  // A poll leaves the page, and whoever reads it or fills it in, alone.
  function show(next, quiet, speaks, before) {
    const was = find("main");
    const main = next.querySelector("main");
    const same = was.dataset.step === main.dataset.step && was.dataset.kind === main.dataset.kind;
    const told = (element) => [...element.querySelectorAll(".ticket>*,.deliveries li")];
    const said = (element) => told(element).map((each) => each.textContent).join(" ");
    const changed = said(main) && said(main) !== said(was);
    const token = next.querySelector("[name=token]")?.value || "";
    const unfolded = [...document.querySelectorAll("main details[open]")];
    const held = same && quiet && document.activeElement;
    const all = () => [...page().querySelectorAll("button,a,summary,textarea")];
    const stops = () => all().filter((each) => !each.closest("noscript"));
    const place = held && stops().indexOf(held);
    if (same && quiet && find("#answer") && find("[name=token]").value) return wait(main);
    page().replaceWith(document.adoptNode(next.getElementById("page")));
    document.title = next.title;
    document.documentElement.lang = next.documentElement.lang;
    const had = remembered();
    remember(token);
    // Where nothing may be stored here, the shop's page keeps it, and forgets what was erased.
    if (closed) tell({ help: "keep", pass: main.dataset.pass || "" });
    if (had && !token) others?.postMessage(had);
    for (const { className } of same ? unfolded : []) {
      const again = find(`details.${className}`);
      if (again) again.open = true;
    }
    dress();
    for (const [name, value] of before) retype(name, value);
    dispatchEvent(new CustomEvent("drawn", { detail: speaks }));
    if (same && quiet) {
      if (place >= 0) stops()[place]?.focus();
      if (changed) news.textContent = said(main);
    } else if (!document.hasFocus()) {
      // The shopper is elsewhere on the shop's page: say it, but leave the focus there.
      news.textContent = find("#now").textContent;
    } else {
      news.textContent = find(".understood p")?.textContent || "";
      page().classList.add("step-in");
      (find("#errors,#question[aria-invalid],#thanks") || find("#now")).focus();
      find(".alert")?.scrollIntoView({ block: "center" });
    }
  }

  // What the server cannot know: where we are framed, what the shop's page filled in, when to ask.
  function dress() {
    const main = find("main");
    const close = find("[data-close]");
    if (close) close.hidden = !parent;
    document.body.classList.toggle("framed", framed);
    for (const input of document.querySelectorAll("[name=page],[name=identity]")) input.value = given[input.name] || "";
    for (const [name, value] of Object.entries(given.prefill || {})) {
      const named = CSS.escape(name === "question" ? name : "a-" + name);
      const input = find(`:is(#answer,#ask) [name="${named}"]`);
      if (input && !input.value && typeof value === "string") input.value = value;
    }
    // Where nothing was left unsent, the script waits for the first letter.
    if (stored((storage) => storage.getItem("typed:" + location.pathname))) drafts().then(photos);
    else photos();
    wait(main);
    const { kind, outcome = "" } = main.dataset;
    if (kind) tell({ help: "step", kind, outcome });
    tell({ help: "size", height: page().scrollHeight });
  }

  // Without these the form sends all by itself.
  const drafts = () => import(words.draftScript).catch(() => {});
  const photos = () => find("[data-photos]") && import(words.photoScript).catch(() => {});

  function wait(main) {
    clearTimeout(timer);
    if (main.dataset.poll) timer = setTimeout(poll, main.dataset.poll * 1000);
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
    if (form.target) return; // a file to save
    event.preventDefault();
    const button = event.submitter;
    const again = form.id === "go" ? null : () => form.requestSubmit(button);
    send(form, new FormData(form, button), button?.value === "show", again);
  });
  addEventListener("input", drafts, { once: true });
  addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) tell({ help: "close" });
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      find("#link").select();
      // The newer way is closed to frames of other origins.
      if (document.execCommand("copy")) news.textContent = copy.textContent = copy.dataset.copy;
    }
    const link = event.target.closest("a:not([target])");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const speaks = link.closest("nav.languages");
    if (!speaks && !framed) return;
    event.preventDefault();
    if (speaks) turn(link.href, {}, false, true, "");
    else location.replace(link.href); // another place in the tab's history would take the shop's Back
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") tell({ help: "close" });
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    if (event.target.id !== "question") return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });
  addEventListener("message", (event) => {
    const said = event.data;
    if (event.source !== window.parent || !origins.includes(event.origin)) return;
    if (!said || said.help !== "hello") return;
    parent = event.origin;
    given = { page: String(said.page || ""), identity: String(said.identity || ""), prefill: said.prefill };
    dress();
    if (said.focus) find("#now").focus();
    if (closed && said.pass && !remembered()) ask(true, said.pass);
  });

  // Erased or ended in another of the shopper's tabs: what is shown here goes, too.
  const others = stored(() => new BroadcastChannel(slot));
  if (others) others.onmessage = ({ data }) => data === remembered() && ask(true);
  const token = find("[name=token]")?.value;
  if (token) remember(token);
  dress();
  if (!token && remembered()) ask(true);
})();

// Adds the help button to a shop's page; the help itself is a frame from this script's own host.
((look) => {
  if (window.HelpBubble) return;
  const script = document.currentScript || document.querySelector("script[data-shop][src*=bubble]");
  const set = Object.assign({}, look, script.dataset);
  const host = new URL(script.src).origin;
  const flag = "help-bubble:" + set.shop;
  const spoken = (set.lang || document.documentElement.lang || navigator.language).slice(0, 2);
  const words = Object.assign({ en: "Help", cs: "Pomoc", es: "Ayuda" }, look.text);
  const label = set.label || words[spoken] || words.en;
  const heard = {};
  let given = {};
  let frame;

  const make = (tag, attributes) => {
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    return element;
  };
  const keep = (value) => {
    try {
      if (value === undefined) return sessionStorage.getItem(flag);
      if (value === null) sessionStorage.removeItem(flag);
      else sessionStorage.setItem(flag, value);
    } catch { /* no storage here: the bubble closes with the page */ }
  };
  const fire = (name, detail) => (heard[name] || []).forEach((call) => call(detail));

  const outer = make("div");
  const root = outer.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host{all:initial!important;position:fixed!important;inset:auto 0 0 auto!important;z-index:2147483647!important;color-scheme:light dark!important}
    .open{position:fixed;${set.side === "left" ? "left" : "right"}:calc(20px + env(safe-area-inset-right));bottom:calc(20px + env(safe-area-inset-bottom));display:flex;gap:8px;align-items:center;min-height:52px;padding:0 20px 0 16px;border:0;border-radius:26px;background:${set.accent || "#2f5bea"};color:${set.on || "#fff"};font:600 16px/1.2 system-ui,sans-serif;box-shadow:0 6px 24px #0004;cursor:pointer}
    .open:hover{filter:brightness(1.08)}
    .open:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #111}
    svg{width:24px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
    .panel{position:fixed;${set.side === "left" ? "left" : "right"}:20px;bottom:calc(84px + env(safe-area-inset-bottom));width:400px;height:min(680px,100dvh - 104px);border-radius:20px;overflow:hidden;background:Canvas;box-shadow:0 16px 56px #0005,0 0 0 1px #0002}
    .panel[hidden]{display:none}
    iframe{width:100%;height:100%;border:0}
    @media(max-width:480px){.panel{inset:0;width:auto;height:auto;border-radius:0}.ready+.open{display:none}}
    @media(prefers-reduced-motion:no-preference){.panel{animation:in .18s}}
    @keyframes in{from{opacity:0;transform:translateY(12px)}}
  `);
  root.adoptedStyleSheets = [sheet];
  const panel = make("div", { class: "panel", role: "dialog", "aria-label": label, hidden: "" });
  const button = make("button", { class: "open", type: "button", "aria-expanded": "false" });
  button.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 5h16v11H10l-4 4v-4H4z"/></svg>';
  button.append(label);
  root.append(panel, button);

  const greet = (focus) =>
    frame.contentWindow.postMessage(
      { help: "hello", page: location.pathname, prefill: given.prefill, focus },
      host,
    );
  const open = (options, quiet) => {
    given = options || {};
    const path = "/help/" + set.shop + "/" + (given.flow ? encodeURIComponent(given.flow) + "/" : "");
    const fresh = !frame || (given.flow && frame.path !== path);
    if (fresh) {
      frame?.remove();
      frame = make("iframe", {
        title: label,
        sandbox: "allow-scripts allow-forms allow-same-origin allow-popups allow-downloads",
        src: host + path + "?lang=" + spoken,
      });
      frame.path = path;
      frame.onload = () => greet(!quiet);
      panel.append(frame);
    }
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    keep(given.flow || "");
    if (!quiet) frame.focus();
    if (!fresh) greet(!quiet);
    fire("open");
  };
  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    keep(null);
    button.focus();
    fire("close");
  };

  button.onclick = () => (panel.hidden ? open(given) : close());
  addEventListener("keydown", (event) => event.key === "Escape" && close());
  addEventListener("message", (event) => {
    const said = event.data;
    if (!frame || event.origin !== host || event.source !== frame.contentWindow || !said) return;
    if (said.help === "close") close();
    if (said.help === "step") {
      panel.classList.add("ready");
      fire("step", { kind: said.kind, outcome: said.outcome });
    }
  });
  window.HelpBubble = Object.freeze({
    open: (options) => open(options),
    close,
    on: (name, call) => (heard[name] ||= []).push(call),
  });
  document.body.append(outer);
  const before = keep();
  if (before !== null && before !== undefined) open(before ? { flow: before } : {}, true);
})({});

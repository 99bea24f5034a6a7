// Adds the help button to a shop's page; the help itself is a frame from this script's own host.
((look) => {
  if (window.HelpBubble) return;
  const { dataset, src } = document.currentScript;
  const set = { ...look, ...dataset };
  const host = new URL(src).origin;
  const flag = "help-bubble:" + set.shop;
  const spoken = (set.lang || document.documentElement.lang || navigator.language).slice(0, 2);
  const words = { en: "Help", cs: "Pomoc", es: "Ayuda", ...look.text };
  const label = set.label || words[spoken] || words.en;
  const side = set.side === "left" ? "left" : "right";
  const heard = {};
  // On a phone the open bubble is a place of its own in the tab's history, which Back leaves.
  const entered = () => history.state?.helpBubble;
  let given = {};
  let phone;
  // What the frame asks us to keep where it may store nothing itself; of no use to anyone else.
  let pass = "";
  let frame;

  const make = (tag, parts) => Object.assign(document.createElement(tag), parts);
  const stored = (act) => {
    try {
      return act(sessionStorage);
    } catch {
      // No storage here: the bubble closes with the page.
    }
  };
  const keep = () => panel.hidden || stored((storage) => storage.setItem(flag, (given.flow || "") + " " + pass));
  const fire = (name, detail) => heard[name]?.forEach((call) => call(detail));

  const outer = make("div");
  const root = outer.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host{all:initial!important;position:fixed!important;z-index:2147483647!important;color-scheme:light dark!important}
    .open{position:fixed;${side}:20px;bottom:calc(20px + env(safe-area-inset-bottom));display:flex;gap:8px;align-items:center;min-height:52px;padding:0 20px 0 16px;border:0;border-radius:26px;background:${set.accent || "#2f5bea"};color:${set.on || "#fff"};font:600 16px system-ui,sans-serif;box-shadow:0 6px 24px #0004;cursor:pointer}
    .open:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #000}
    svg{width:24px;fill:none;stroke:currentColor;stroke-width:2}
    .panel{position:fixed;${side}:20px;bottom:calc(84px + env(safe-area-inset-bottom));width:400px;height:min(680px,100dvh - 104px);border-radius:20px;overflow:hidden;background:Canvas;box-shadow:0 6px 56px #0006}
    iframe{width:100%;height:100%;border:0}
    @media(max-width:480px){.panel{inset:0;width:auto;height:auto;border-radius:0}.ready:not([hidden])+.open{display:none}}
    @media(prefers-reduced-motion:no-preference){.panel{animation:in .2s}}
    @keyframes in{from{opacity:0;translate:0 12px}}
  `);
  root.adoptedStyleSheets = [sheet];
  const panel = make("div", { role: "dialog", ariaLabel: label, hidden: true });
  const button = make("button", { className: "open", ariaExpanded: false });
  button.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 5h16v11H10l-4 4v-4H4z"/></svg>';
  button.append(label);
  root.append(panel, button);

  const shown = (yes) => {
    panel.hidden = !yes;
    button.ariaExpanded = yes;
    fire(yes ? "open" : "close");
  };
  const open = (options, quiet) => {
    given = options || {};
    const path = "/help/" + set.shop + "/" + (given.flow ? encodeURIComponent(given.flow) + "/" : "");
    const greet = () =>
      frame.contentWindow.postMessage(
        { identity: set.identity, ...given, help: "hello", page: location.pathname, focus: !quiet, pass },
        host,
      );
    if (frame && (!given.flow || frame.path === path)) greet();
    else {
      frame?.remove();
      panel.className = "panel";
      frame = make("iframe", {
        title: label,
        sandbox: "allow-scripts allow-forms allow-same-origin allow-popups allow-downloads",
        src: host + path + "?lang=" + spoken,
      });
      frame.path = path;
      frame.onload = greet;
      panel.append(frame);
    }
    phone = innerWidth <= 480;
    // The shop's own marks stay on it, so that its script finds itself where it was.
    if (phone && !entered()) history.pushState({ ...history.state, helpBubble: 1 }, "");
    shown(true);
    keep();
    if (!quiet) frame.focus();
  };
  const close = () => {
    if (panel.hidden) return;
    shown(false);
    stored((storage) => storage.removeItem(flag));
    button.focus();
  };
  // The shop's script may be on its way elsewhere when it closes: only a shopper's way leads back.
  const leave = () => (phone && entered() && !panel.hidden ? history.back() : close());

  button.onclick = () => (panel.hidden ? open(given) : leave());
  addEventListener("keydown", (event) => event.key === "Escape" && leave());
  addEventListener("popstate", () => phone && !entered() && close());
  addEventListener("message", ({ data, origin, source }) => {
    if (origin !== host || source !== frame?.contentWindow || !data) return;
    const { help, kind, outcome } = data;
    if (help === "close") leave();
    if (help === "keep") {
      pass = String(data.pass);
      keep();
    }
    if (help === "step") {
      panel.className = "panel ready";
      fire(help, { kind, outcome });
    }
  });
  window.HelpBubble = Object.freeze({
    open: (options) => open(options),
    close,
    on: (name, call) => (heard[name] ||= []).push(call),
  });
  document.body.append(outer);
  const before = stored((storage) => storage.getItem(flag))?.split(" ");
  if (before) {
    pass = before[1];
    open({ flow: before[0] }, true);
  }
})({});

// Reloads the page after a build, and shows over it what is wrong with the newest one.
// Only `invoke serve` puts it into pages, as it sends them. Everything it shows is text.
(() => {
  "use strict";
  if (window !== window.top) return;
  const shown = document.currentScript.dataset.build;

  const MOST = 100;
  const EVENTS = `${location.origin}/.colophon/events`; // whatever <base> says
  const STYLE = `
    :host { all: initial }
    * { box-sizing: border-box }
    dialog, button.again {
      --paper: #fffdfa; --ink: #221f1b; --soft: #67615a; --line: #e2dcd3; --code: #f5f1ea;
      --alarm: #a81c12; --cure: #1b5e3a;
      color: var(--ink); background: var(--paper); border: 1px solid var(--line);
      font: 16px/1.5 system-ui, sans-serif; color-scheme: light dark;
    }
    @media (prefers-color-scheme: dark) {
      dialog, button.again {
        --paper: #1d1b19; --ink: #ece7e0; --soft: #a9a29a; --line: #3b3733; --code: #272421;
        --alarm: #ff9184; --cure: #86d9a8;
      }
    }
    dialog {
      inline-size: min(46rem, 100vw - 2rem); max-block-size: min(44rem, 100dvh - 2rem);
      margin: auto; padding: 0; border-radius: 12px; overflow: hidden;
      box-shadow: 0 24px 64px rgb(0 0 0 / .35);
    }
    dialog[open] { display: flex; flex-direction: column }
    dialog::backdrop { background: rgb(20 18 16 / .55) }
    header { padding: 1.25rem 1.5rem 1rem; border-block-end: 1px solid var(--line);
      border-block-start: 4px solid var(--alarm) }
    h1 { margin: 0; font-size: 1.25rem; line-height: 1.3; outline: none }
    header p { margin: .25rem 0 0; color: var(--soft) }
    ol { margin: 0; padding: 0 1.5rem; list-style: none; overflow: auto; flex: 1; min-block-size: 0 }
    ol:focus-visible { outline: 2px solid var(--ink); outline-offset: -4px; border-radius: 8px }
    li { padding: 1rem 0; border-block-end: 1px solid var(--line); overflow-wrap: anywhere }
    li:last-child { border: 0 }
    p { margin: 0 }
    code, pre { font: .875rem/1.6 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace }
    .place { color: var(--soft) }
    .what { margin-block-start: .125rem; white-space: pre-line }
    .what code { color: var(--alarm); font-weight: 600 }
    pre { margin: .625rem 0; padding: .5rem 0; background: var(--code); border-radius: 8px; overflow: auto }
    pre span { display: block; padding: 0 .75rem; white-space: pre; inline-size: max-content;
      min-inline-size: 100% }
    pre i { display: inline-block; min-inline-size: 3ch; padding-inline-end: 1.5ch; text-align: end;
      color: var(--soft); font-style: normal; user-select: none }
    pre .here i { color: inherit }
    pre .here { box-shadow: inset 3px 0 var(--alarm);
      background: color-mix(in srgb, var(--alarm) 12%, transparent) }
    .cure { color: var(--cure) }
    footer { display: flex; gap: 1rem; align-items: center; justify-content: space-between;
      padding: .75rem 1.5rem; border-block-start: 1px solid var(--line); color: var(--soft) }
    button { font: inherit; font-weight: 600; min-block-size: 44px; padding: .25rem 1rem; cursor: pointer;
      color: var(--ink); background: none; border: 1px solid currentColor; border-radius: 8px;
      white-space: nowrap }
    button:focus-visible { outline: 3px solid var(--cure); outline-offset: 2px }
    button.again { position: fixed; inset-block-end: 1rem; inset-inline-end: 1rem; z-index: 2147483647;
      color: var(--alarm); background: var(--paper); box-shadow: 0 4px 16px rgb(0 0 0 / .25) }
    button.again[hidden] { display: none }
    @media (max-width: 40rem) {
      dialog { inline-size: 100vw; max-inline-size: none; max-block-size: 92dvh; margin: auto 0 0;
        border-width: 1px 0 0; border-radius: 12px 12px 0 0 }
      header, footer { padding-inline: 1rem } ol { padding-inline: 1rem }
      footer p { font-size: .875rem }
    }
    @media print { dialog, button.again { display: none !important } }
    @media (forced-colors: active) { pre .here { border-inline-start: 3px solid Mark } }
  `;

  const remembered = {
    get: (key) => { try { return sessionStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { sessionStorage.setItem(key, value); } catch { /* not allowed */ } },
  };

  const make = (name, className, ...children) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  };

  const text = (name, className, words) => {
    const element = make(name, className, words);
    element.dir = "auto";
    return element;
  };

  const item = ({ path, line, key, value, message, cure, source }) => {
    const parts = [];
    if (path) parts.push(make("p", "place", text("code", "", line ? `${path}:${line}` : path)));
    const what = text("p", "what", "");
    for (const word of [key, value && `‘${value}’`].filter(Boolean)) {
      what.append(make("bdi", "", make("code", "", word)), " ");
    }
    what.append(make("bdi", "", message));
    parts.push(what);
    if (source.length) {
      parts.push(make("pre", "", ...source.map(([number, words]) =>
        make("span", number === line ? "here" : "", make("i", "", String(number)), words || " "))));
    }
    if (cure) parts.push(text("p", "cure", cure));
    return make("li", "", ...parts);
  };

  let host, dialog, again;

  const showMistakes = (mistakes) => {
    host?.remove();
    host = dialog = again = undefined;
    if (!mistakes.length) return;
    const number = mistakes.length === 1 ? "1 mistake" : `${mistakes.length} mistakes`;
    const known = JSON.stringify(mistakes);
    const close = make("button", "", "Show the page");
    const title = make("h1", "", mistakes.length === 1 ? "A mistake stops the build" :
      `${number} stop the build`);
    title.id = "title";
    title.tabIndex = -1;
    title.autofocus = true;
    const list = make("ol", "", ...mistakes.slice(0, MOST).map(item));
    if (mistakes.length > MOST) list.append(make("li", "", "The terminal lists the others."));
    list.tabIndex = 0;
    const header = make("header", "", title);
    if (!document.documentElement.hasAttribute("data-waiting")) {
      header.append(make("p", "", "Behind this is the site as it was last built."));
    }
    dialog = make("dialog", "", header,
      list,
      make("footer", "", make("p", "", "Mend it and save: this goes away by itself."), close));
    dialog.setAttribute("aria-labelledby", "title");
    again = make("button", "again", number);
    again.hidden = true;
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      again.hidden = false;
      remembered.set("colophon-closed", known);
    });
    again.addEventListener("click", () => { again.hidden = true; dialog.showModal(); });
    host = document.createElement("colophon-preview");
    const shadow = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(dialog, again);
    document.documentElement.append(host);
    if (remembered.get("colophon-closed") === known) again.hidden = false;
    else dialog.showModal();
  };

  const hear = ({ data }) => {
    const { build, mistakes } = JSON.parse(data);
    // A page that comes back as it was (from a cache of its own) is not asked for for ever.
    if (build !== shown && remembered.get("colophon-reloaded") !== `${build} ${location}`) {
      remembered.set("colophon-reloaded", `${build} ${location}`);
      location.reload();
    } else showMistakes(mistakes);
  };

  // A browser opens six connections to a host, so a page that nobody sees gives its own back. One
  // with another policy than the kit's may not be allowed a second: it keeps its first, which opens
  // before any policy is in force and so before it is known whether anybody sees the page.
  let news;
  const isFree = () => {
    const policy = document.querySelector('meta[http-equiv="Content-Security-Policy" i]');
    return !policy || policy.content.startsWith("default-src 'self'");
  };
  const open = () => {
    news = new EventSource(EVENTS);
    news.onmessage = hear;
    news.onerror = () => { if (!isFree()) news.close(); }; // or it tries again by itself
  };
  const listen = () => {
    if (document.readyState === "loading" || !isFree()) return;
    if (document.visibilityState === "visible") {
      if (!news) open();
    } else {
      news?.close();
      news = undefined;
    }
  };
  open();
  document.addEventListener("DOMContentLoaded", listen);
  document.addEventListener("visibilitychange", listen);
})();

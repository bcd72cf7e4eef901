/*
 * The search: on its own page, and in a dialog on every other, which takes its form and words from
 * that page. Pagefind does the work in a worker of its own; it is asked as its own script asks it,
 * which would bring the whole of it a second time.
 */

const SHOWN = 5; // results at a time: each is a file of its own
const PAUSE = 200; // milliseconds without a key before words are searched
// Letters of Chinese and Japanese, and their punctuation: the index has each letter as a word.
const UNSPACED = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}";
const MARKS = "\u3000-\u303f\uff00-\uffef";
const BETWEEN = new RegExp(`(?<=[\\p{L}\\p{N}${MARKS}])(?=[${UNSPACED}])|(?<=[${UNSPACED}])(?=[\\p{L}\\p{N}])`, "gu");
const JOINED = new RegExp(`(?<=[${UNSPACED}${MARKS}](?:</mark>)?) (?=(?:<mark>)?[${UNSPACED}])`, "gu");
const CSS = new URL("../css/search.css", import.meta.url);

/** Pagefind's worker. Give it a folder and the page's language; ask for anything it does. */
class Pagefind {
  #waiting = new Map();
  #asked = 0;
  #worker;

  constructor(folder) {
    this.#worker = new Worker(`${folder}pagefind-worker.js`);
    this.#worker.onmessage = ({ data: { id, result, error } }) => {
      const { resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) reject(new Error(error));
      else resolve(result);
    };
    this.#worker.onerror = () => this.#waiting.forEach(({ reject }) => reject(new Error("no worker")));
  }

  ask(method, ...args) {
    const id = (this.#asked += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, instanceId: "search", method, args });
    });
  }

  /** The language of the page first; the others are searched as well, without its inflection. */
  static async at(folder) {
    const answer = await fetch(`${folder}pagefind-entry.json`);
    const { languages } = await answer.json();
    const own = document.documentElement.lang.toLowerCase();
    const largest = Object.keys(languages).sort((a, b) => languages[b].page_count - languages[a].page_count);
    const first = [own, own.split("-")[0], largest[0]].find((language) => language in languages);
    const pagefind = new Pagefind(folder);
    const excerptLength = /^(ja|zh)/.test(first) ? 90 : 30;
    await pagefind.ask("init", { basePath: folder, language: first, primary: true, excerptLength });
    // Of another name than the folder's own, which Pagefind refuses to join with itself.
    const others = largest.filter((language) => language !== first);
    await Promise.all(others.map((language) => pagefind.ask("mergeIndex", `${folder}./`, { language, excerptLength })));
    return pagefind;
  }
}

/** Words as the index has them: letters that stand next to each other are asked for so. */
function asIndexed(words) {
  const apart = words.replace(BETWEEN, " ");
  return apart === words || /[\s"]/.test(words) ? apart : `"${apart}"`;
}

/** Let form and results in `root` work. */
function start(root) {
  const find = (name) => root.querySelector(`.search-${name}`);
  const [form, field, results, count, more] = ["form", "words", "results", "count", "more"].map(find);
  const filters = find("filters");
  const panel = root.querySelector(".search");
  const date = new Intl.DateTimeFormat(panel.lang === "en" ? "en-GB" : panel.lang, { dateStyle: "long", timeZone: "UTC" });
  let pagefind;
  let found = [];
  let asked = 0;

  const load = () => (pagefind ??= Pagefind.at(new URL(panel.dataset.index).pathname));

  function fail() {
    find("off").hidden = false;
    count.textContent = "";
  }

  function chosen() {
    const selects = [...filters.querySelectorAll("select")].filter((select) => select.value);
    return Object.fromEntries(selects.map((select) => [select.name, select.value]));
  }

  async function search() {
    const words = field.value.trim();
    const turn = (asked += 1);
    if (!words) {
      show([], "");
      return;
    }
    try {
      const answer = await (await load()).ask("search", asIndexed(words), { filters: chosen() });
      if (turn !== asked) return;
      const told = answer.results.length
        ? panel.dataset.results.replace("{count}", answer.results.length.toLocaleString(panel.lang))
        : panel.dataset.nothing;
      filters.hidden = !answer.results.length && !Object.keys(chosen()).length;
      show(answer.results, told);
    } catch {
      fail();
    }
  }

  function show(all, told) {
    found = all;
    results.replaceChildren();
    count.textContent = told;
    next();
  }

  /** Show the next results. */
  async function next() {
    const turn = asked;
    const part = found.slice(results.children.length).slice(0, SHOWN);
    more.hidden = true;
    const pages = await Promise.all(part.map(async ({ id, data }) => [id, await (await load()).ask("getData", data)]));
    if (turn !== asked) return;
    results.append(...pages.map(([id, page]) => item(id.split("_")[0], page)));
    more.hidden = results.children.length >= found.length;
  }

  function item(language, { url, meta, filters: { disclosure = [] }, anchors, excerpt }) {
    const day = anchors.find(({ element }) => element === "time")?.id;
    const link = element("a", meta.title.replaceAll("\u2006", ""));
    link.href = encodeURI(url).replace(/[?#]/g, encodeURIComponent);
    const text = element("p", "", "search-excerpt");
    // Of the text Pagefind escapes only what could begin a tag, and marks the words.
    excerpt.replace(JOINED, "").split(/<\/?mark>/).forEach((piece, index) => {
      const plain = piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
      text.append(index % 2 ? element("mark", plain) : plain);
    });
    for (const each of [link, text]) Object.assign(each, { lang: language, dir: "auto" });
    const facts = element("p", "", "search-facts");
    if (day) {
      const time = element("time", date.format(new Date(day)));
      time.dateTime = day;
      facts.append(time);
    }
    facts.append(...disclosure.map((short) => element("span", short, "disclosure-short")));
    const result = element("li");
    result.append(link, facts, text);
    return result;
  }

  async function offer() {
    if (!filters.open || filters.dataset.filled) return;
    filters.dataset.filled = "yes";
    const values = await (await load()).ask("filters");
    for (const select of filters.querySelectorAll("select")) {
      const counted = Object.entries(values[select.name] ?? {});
      if (select.name === "year") counted.reverse();
      select.append(...counted.map(([value, texts]) => new Option(`${value} (${texts.toLocaleString(panel.lang)})`, value)));
      select.parentElement.hidden = counted.length < 2;
    }
  }

  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  };
  field.addEventListener("input", soon);
  field.addEventListener("focus", () => load().catch(fail), { once: true });
  filters.addEventListener("toggle", () => offer().catch(fail));
  filters.addEventListener("change", search);
  more.addEventListener("click", async () => {
    const shown = results.children.length;
    await next();
    results.children[shown]?.querySelector("a").focus();
  });
  // Arrows go from the field through the results and back; Tab goes its usual way.
  root.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [field, ...results.querySelectorAll("a")];
    const here = stops.indexOf(document.activeElement);
    if (!step || here < 0 || !stops[here + step]) return;
    event.preventDefault();
    stops[here + step].focus();
  });
  find("off").hidden = true;
  return { form, field, search };
}

function element(name, text = "", className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

const onPage = document.querySelector("main .search");
let dialog;

/** Show the dialog. */
export async function open(button) {
  dialog ??= await made(new URL(button.href).pathname);
  dialog.showModal();
  dialog.querySelector(".search-words").select();
}

async function made(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const parts = ["main .search-form", "main .search"].map((name) => document.importNode(page.querySelector(name), true));
  const box = element("dialog", "", "search-dialog");
  const close = element("button", parts[1].dataset.close, "search-close");
  box.setAttribute("aria-label", parts[0].querySelector(".search-words").getAttribute("aria-label"));
  Object.assign(box, { lang: parts[1].lang, dir: parts[1].dir });
  box.append(parts[0], close, parts[1]);
  const style = element("link");
  Object.assign(style, { rel: "stylesheet", href: CSS });
  const styled = new Promise((done) => ["load", "error"].forEach((end) => style.addEventListener(end, done)));
  document.head.append(style);
  document.body.append(box);
  close.addEventListener("click", () => box.close());
  box.addEventListener("click", (event) => event.target === box && box.close());
  // In a field with words in it the key would only empty the field.
  box.addEventListener("keydown", (event) => event.key === "Escape" && box.close());
  start(box);
  await styled;
  return box;
}

if (onPage) {
  const { form, field, search } = start(document.querySelector("main"));
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  const keep = () => history.replaceState(null, "", field.value ? `?q=${encodeURIComponent(field.value)}` : location.pathname);
  field.addEventListener("input", keep);
  search();
}

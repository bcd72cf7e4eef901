// Light, dark, or as the device; the head of the next page sets it early.
const root = document.documentElement;

const show = (box, scheme) => {
  if (scheme) root.dataset.scheme = scheme;
  else delete root.dataset.scheme;
  for (const radio of box.querySelectorAll("input")) radio.checked = radio.value === scheme;
  colourBar();
};

/** The browser's bar has the colour of the paper. */
const bar = document.createElement("meta");
bar.name = "theme-color";
document.head.append(bar);
const colourBar = () => { bar.content = getComputedStyle(root).backgroundColor; };

export function choose(box) {
  show(box, root.dataset.scheme ?? "");
  box.addEventListener("change", ({ target }) => {
    show(box, target.value);
    try {
      localStorage.setItem("scheme", target.value);
    } catch { /* it holds for this page */ }
  });
  addEventListener("storage", ({ key, newValue }) => {
    if (key === "scheme") show(box, newValue ?? "");
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", colourBar);

  // It folds as menus do.
  box.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !box.open) return;
    box.open = false;
    box.querySelector("summary").focus();
  });
  for (const leaving of ["focusin", "pointerdown"]) {
    addEventListener(leaving, ({ target }) => {
      if (!box.contains(target)) box.open = false;
    });
  }
}

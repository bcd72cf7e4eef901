// Code, tables and formulas.

/** Let Tab pass by what does not scroll. */
export function reach(boxes) {
  const watch = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const box of boxes) watch.observe(box);
}

/** Show buttons that can copy, and say aloud when one has. */
export function copy(buttons) {
  if (!buttons.length || !navigator.clipboard) return;
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.role = "status";
  document.body.append(said);
  for (const button of buttons) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const code = button.closest(".code").querySelector("code").textContent;
      await navigator.clipboard.writeText(code.replace(/\n$/, ""));
      button.textContent = said.textContent = button.dataset.done;
      setTimeout(() => {
        button.textContent = label;
        said.textContent = "";
      }, 2000);
    });
  }
}

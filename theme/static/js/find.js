// The search opens by its button, "/" and Ctrl+K or ⌘K. What it needs is loaded then.

/** Let `button`, a link to the search's page, open it here. */
export function offer(button) {
  const open = async (event) => {
    event.preventDefault();
    const field = document.querySelector("main .search-words");
    if (field) return field.select();
    try {
      await (await import("./search.js")).open(button);
    } catch {
      location.assign(button.href);
    }
  };

  button.onclick = (event) => event.ctrlKey || event.metaKey || event.shiftKey || open(event);
  document.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    if (altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    const typing = target.closest?.("input, textarea, select, [contenteditable]");
    if (ctrlKey || metaKey ? key.toLowerCase() === "k" : key === "/" && !typing) open(event);
  });
  if (document.querySelector("main .search")) import("./search.js");
}

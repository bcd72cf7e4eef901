// Videos of other sites: nobody is asked for one until a reader plays it.

/** Have each link put its player in its own place; with a key held it is a link like any other. */
export function play(links) {
  for (const link of links) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const { player, title } = link.dataset;
      const frame = document.createElement("iframe");
      frame.title = title;
      frame.allow = "autoplay; fullscreen";
      frame.referrerPolicy = "strict-origin-when-cross-origin"; // YouTube plays for nobody it does not know
      frame.src = player;
      link.after(frame);
      frame.focus();
      // What it would ask, it has asked; should it not play, the way to its page is here.
      const page = document.createElement("a");
      page.href = link.href;
      page.dir = "auto";
      page.textContent = title;
      link.parentElement.querySelector(".video-asks").replaceChildren(page);
    });
  }
}

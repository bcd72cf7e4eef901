// The player of a video of another site: loaded when a reader plays one.

/** Put the player over `link`, which stands in its place until then. */
export function play(link) {
  if (link.nextElementSibling.localName === "iframe") return; // it was clicked twice
  const { player, title } = link.dataset;
  const frame = document.createElement("iframe");
  frame.title = title;
  frame.allow = "autoplay; fullscreen";
  frame.referrerPolicy = "strict-origin-when-cross-origin"; // YouTube plays for no stranger
  frame.src = player;
  link.after(frame);
  frame.focus();
  // Whom it asks need not be said any more; should it not play, here is the way to its page.
  const page = document.createElement("a");
  page.href = link.href;
  page.dir = "auto";
  page.textContent = title;
  link.parentElement.querySelector(".video-asks").replaceChildren(page);
}

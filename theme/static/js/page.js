// Every page loads this, and of the rest what it needs; without it all works but buttons.
import { offer } from "./find.js";
import { choose } from "./scheme.js";

const all = (selector) => [...document.querySelectorAll(selector)];
const [scheme] = all(".scheme");
const [search] = all(".search-button");
const [contents] = all(".contents");
const boxes = all(".scroll, pre[tabindex]");

if (scheme) choose(scheme);
if (search) offer(search);
if (contents) import("./contents.js").then(({ follow }) => follow(contents));
for (const link of all(".video-play")) {
  link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    import("./video.js").then(({ play }) => play(link), () => location.assign(link.href));
  };
}
if (boxes.length) {
  import("./code.js").then(({ reach, copy }) => {
    reach(boxes);
    copy(all(".code-head button"));
  });
}

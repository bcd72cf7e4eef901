// Every page loads this, and of the rest what it needs. Without it all works but the buttons.
import { offer } from "./find.js";
import { choose } from "./scheme.js";

const all = (selector) => [...document.querySelectorAll(selector)];
const [scheme] = all(".scheme");
const [search] = all(".search-button");
const [contents] = all(".contents");
const videos = all(".video-play");
const boxes = all(".scroll, pre[tabindex]");

if (scheme) choose(scheme);
if (search) offer(search);
if (contents) import("./contents.js").then(({ follow }) => follow(contents));
if (videos.length) import("./video.js").then(({ play }) => play(videos));
if (boxes.length) {
  import("./code.js").then(({ reach, copy }) => {
    reach(boxes);
    copy(all(".code-head button"));
  });
}

// The sections: open beside the text, the one being read marked.
const LINE = 1 / 3; // of the window: the last heading above it is being read

export function follow(nav) {
  const box = nav.querySelector("details");
  const links = new Map();
  for (const link of nav.querySelectorAll("a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  let beside, current;

  // Where the style sheet has room for it, nothing is folded.
  new ResizeObserver(() => {
    const now = getComputedStyle(nav).gridColumnStart === "lead";
    if (now === beside) return;
    beside = box.open = now;
    box.querySelector("summary").tabIndex = now ? -1 : 0;
  }).observe(document.body);

  const watch = new IntersectionObserver(() => {
    let link;
    for (const [heading, its] of links) {
      if (heading.getBoundingClientRect().top <= innerHeight * LINE + 1) link = its;
    }
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    current = link;
    if (link) box.scrollTop = link.offsetTop - box.clientHeight / 2;
  }, { rootMargin: `1000000px 0px -${100 * (1 - LINE)}%` });
  for (const heading of links.keys()) watch.observe(heading);
}

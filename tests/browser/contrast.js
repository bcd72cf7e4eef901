// All visible text whose contrast is below WCAG 2.2 AA (1.4.3), as [{text, where, ratio, needed}].
// Colours go through a canvas, so that every notation a browser computes is understood.
() => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });

  const rgba = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
    return { rgb: [r, g, b], alpha: a / 255 };
  };
  const over = (top, alpha, below) => top.map((channel, i) => channel * alpha + below[i] * (1 - alpha));
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((channel) => {
      const c = channel / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  const ancestors = (element) => {
    const chain = [];
    for (let e = element; e; e = e.parentElement) chain.unshift(e);
    return chain;
  };
  const background = (element) => {
    let colour = rgba("Canvas").rgb;
    for (const e of ancestors(element)) {
      const style = getComputedStyle(e);
      // What cannot be measured counts as unreadable rather than as fine.
      if (style.backgroundImage !== "none") return null;
      const own = rgba(style.backgroundColor);
      colour = over(own.rgb, own.alpha, colour);
    }
    return colour;
  };
  const opacity = (element) =>
    ancestors(element).reduce((product, e) => product * getComputedStyle(e).opacity, 1);

  const found = [];
  const measure = (element, style, text) => {
    const below = background(element);
    const ink = rgba(style.color);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const needed = large ? 3 : 4.5;
    const measured = below ? ratio(over(ink.rgb, ink.alpha * opacity(element), below), below) : 0;
    if (measured < needed) {
      const where = `${element.localName}.${element.className}`;
      found.push({ text: text.trim().slice(0, 60), where, ratio: measured.toFixed(2), needed });
    }
  };
  const visible = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;

  let measuredTexts = 0;
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest("svg, script, style") || !visible(element)) continue;
    const text = [...element.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join("");
    if (text.trim()) {
      measuredTexts += 1;
      measure(element, getComputedStyle(element), text);
    }
    for (const pseudo of ["::before", "::after"]) {
      const style = getComputedStyle(element, pseudo);
      if (/^".*[^"]/.test(style.content)) measure(element, style, style.content);
    }
  }
  return { found, measuredTexts };
}

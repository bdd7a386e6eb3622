/** In the page: what can be seen, and how to name it in a report. Every file here adds to `window.look`. */
window.look = {};
(() => {
  const { look } = window;

  /** Only screen readers know it. */
  look.onlyRead = (element) => element.closest(".hidden-but-read") !== null;

  /** Whether somebody could see the element, were it scrolled to. */
  look.seen = (element) => {
    if (look.onlyRead(element)) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
  };

  /** What is on top: an open sheet hides the rest, which is measured where it is open. */
  look.top = () => [...document.querySelectorAll("dialog[open]")].pop() ?? document.body;

  /** Every element on top that can be seen. */
  look.elements = () => [...look.top().querySelectorAll("*")].filter((element) => !element.closest("svg") || element.tagName === "svg").filter(look.seen);

  /** Texts on top that can be seen, with the element that holds each. */
  look.texts = () => {
    const walker = document.createTreeWalker(look.top(), NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (!holder || !node.data.trim() || /^(SCRIPT|STYLE|OPTION|TITLE|NOSCRIPT)$/.test(holder.tagName)) continue;
      if (look.seen(holder)) found.push({ node, holder, words: node.data.trim().replace(/\s+/g, " ") });
    }
    return found;
  };

  /** A name that leads back to the element: its test id or class, and the nearest one above. */
  look.nameOf = (element) => {
    const own = (one) => (one.dataset?.testid ? `[${one.dataset.testid}]` : one.classList?.length ? `.${one.classList[0]}` : "");
    let above = element.parentElement;
    while (above && !own(above)) above = above.parentElement;
    return `${above ? `${own(above)} ` : ""}${element.tagName.toLowerCase()}${own(element)}`;
  };

  /** Shortened words, for a report. */
  look.brief = (words) => `“${words.length > 24 ? `${words.slice(0, 24)}…` : words}”`;
})();

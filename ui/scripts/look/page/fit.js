/** In the page: whether everything fits. Nothing scrolls sideways, no word is cut, hidden or broken in two. */
(() => {
  const { look } = window;
  const SLACK = 1.5;

  const fault = (kind, element, what) => ({ kind, where: look.nameOf(element), what, element });

  look.sideways = () => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth + 1) return [];
    const widest = look.elements().filter((element) => element.getBoundingClientRect().right > clientWidth + 1).pop() ?? document.body;
    return [fault("overflow", widest, `the page scrolls sideways by ${scrollWidth - clientWidth} px`)];
  };

  /** Things with an edge of their own that is smaller than what is in them. */
  look.clipped = () => look.elements().flatMap((element) => {
    if (/^(INPUT|TEXTAREA|SELECT|IMG|svg|SVG)$/.test(element.tagName)) return [];
    const { overflowX, overflowY } = getComputedStyle(element);
    if (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) return [fault("cut", element, `${element.scrollWidth - element.clientWidth} px are hidden at the side`)];
    if (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1) return [fault("cut", element, `${element.scrollHeight - element.clientHeight} px are hidden below`)];
    return [];
  });

  /** The nearest thing with an edge that can be seen: a button, a tag, a card. */
  function edged(element) {
    for (let at = element; at && at !== look.top(); at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.display === "inline") continue;
      const own = style.backgroundColor !== "rgba(0, 0, 0, 0)" || parseFloat(style.borderLeftWidth) > 0;
      if (own || at.matches("a, button, label")) return at;
    }
    return null;
  }

  /** Words that stand out of the page, or out of the button or card that they are on. */
  look.outside = () => look.texts().flatMap(({ node, holder, words }) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width === 0) return [];
    if (box.left < -SLACK || box.right > innerWidth + SLACK) return [fault("cut", holder, `${look.brief(words)} stands out of the page`)];
    const edge = edged(holder);
    const room = edge?.getBoundingClientRect();
    if (!room || (box.left >= room.left - SLACK && box.right <= room.right + SLACK && box.top >= room.top - 4 && box.bottom <= room.bottom + 4)) return [];
    return [fault("cut", holder, `${look.brief(words)} stands out of ${look.nameOf(edge)}`)];
  });

  const LATIN = /[A-Za-z’]{2,}/g;
  /** A label of two to four characters, and nothing else: running text in Chinese breaks where it likes. */
  const SHORT_HAN = /(?<=^\s*)\p{Script=Han}{2,4}(?=\s*$)/gu;

  /** Words that go on in the next line: Latin ones without a hyphen, short Chinese labels on what is tapped. What people wrote may. */
  look.broken = () => look.texts().filter(({ holder }) => !holder.closest(".said")).flatMap(({ node, holder }) => {
    const range = document.createRange();
    const words = [...node.data.matchAll(LATIN), ...(holder.closest("a, button, label") ? node.data.matchAll(SHORT_HAN) : [])];
    return words.flatMap((word) => {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map((rect) => Math.round(rect.top)));
      return lines.size > 1 ? [fault("cut", holder, `the word “${word[0]}” is broken in two`)] : [];
    });
  });

  /** What stays on the screen while the rest scrolls takes at most so much of it. */
  const MOST_COVERED = 0.5;
  look.covered = () => {
    const stays = look.elements().filter((element) => /^(sticky|fixed)$/.test(getComputedStyle(element).position) && element.tagName !== "DIALOG" && getComputedStyle(element).pointerEvents !== "none")
      .filter((element) => element.getBoundingClientRect().width > innerWidth / 2);
    const high = stays.reduce((sum, element) => sum + element.getBoundingClientRect().height, 0);
    const whole = stays.some((element) => element.getBoundingClientRect().height >= innerHeight - 1);
    return high > MOST_COVERED * innerHeight && !whole ? [fault("cover", stays[stays.length - 1], `${Math.round((100 * high) / innerHeight)} % of the screen stays while the rest scrolls`)] : [];
  };

  /** Placeholders and chosen options that are longer than their field. */
  look.longHints = () => [...look.top().querySelectorAll("input, select")].filter(look.seen).flatMap((field) => {
    const words = field.tagName === "SELECT" ? (field.selectedOptions[0]?.text ?? "") : field.value ? "" : (field.placeholder ?? "");
    if (!words || /^(radio|checkbox|file)$/.test(field.type)) return [];
    const style = getComputedStyle(field);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const arrow = field.tagName === "SELECT" && style.appearance !== "none" ? 1.2 * parseFloat(style.fontSize) : 0;
    const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - arrow;
    const wide = pen.measureText(words).width;
    return wide > room + 1 ? [fault("cut", field, `${look.brief(words)} is ${Math.round(wide - room)} px longer than its field`)] : [];
  });
})();

/** In the page: whether everything that is tapped is large enough, and everything that is read. */
(() => {
  const { look } = window;
  const TAPPED = "a[href], button, input, textarea, select, summary, label, [role=button], [role=link], [role=tab], [role=switch], [role=checkbox], [role=radio]";
  const HALF = 0.5;

  /** A label is tapped where its own field cannot be seen; else the field is. */
  function isTarget(element) {
    if (element.tagName !== "LABEL") return true;
    return element.control !== null && !look.seen(element.control);
  }

  look.targets = (least) => [...look.top().querySelectorAll(TAPPED)].filter((element) => look.seen(element) && isTarget(element)).flatMap((element) => {
    const box = element.getBoundingClientRect();
    if (box.width >= least - HALF && box.height >= least - HALF) return [];
    return [{ kind: "target", where: look.nameOf(element), what: `${Math.round(box.width)} × ${Math.round(box.height)} px, at least ${least}`, element }];
  });

  look.textSizes = (least) => {
    const fields = [...look.top().querySelectorAll("input:not([type=radio]):not([type=checkbox]):not([type=file]), textarea, select")].filter(look.seen);
    const holders = new Map([...look.texts().map(({ holder, words }) => [holder, words]), ...fields.map((field) => [field, field.placeholder ?? ""])]);
    return [...holders].flatMap(([element, words]) => {
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (size >= least - 0.1) return [];
      return [{ kind: "text", where: look.nameOf(element), what: `${look.brief(words)} ${size.toFixed(1)} px, at least ${least.toFixed(1)}`, element }];
    });
  };
})();

/** In the page: the contrast of texts, placeholders and icons, from the colours as they are drawn, with what lies behind them. */
(() => {
  const { look } = window;

  function parts(colour) {
    const numbers = /^rgba?\(([^)]+)\)$/.exec(colour)?.[1]?.split(/[ ,/]+/).map(Number);
    if (!numbers || numbers.length < 3 || numbers.some(Number.isNaN)) return null;
    const [r, g, b, alpha = 1] = numbers;
    return { r, g, b, alpha };
  }

  const over = (top, under, alpha = top.alpha) => ({
    r: top.r * alpha + under.r * (1 - alpha), g: top.g * alpha + under.g * (1 - alpha), b: top.b * alpha + under.b * (1 - alpha), alpha: 1,
  });

  function light({ r, g, b }) {
    const [x, y, z] = [r, g, b].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  }

  function ratio(a, b) {
    const [dark, bright] = [light(a), light(b)].sort((x, y) => x - y);
    return (bright + 0.05) / (dark + 0.05);
  }

  /** The ground on which an element's words are drawn; null where it cannot be known. */
  function ground(element) {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== "none") return null;
      const colour = parts(style.backgroundColor);
      if (!colour) return null;
      if (colour.alpha > 0) layers.push(colour);
      if (colour.alpha === 1) break;
    }
    const white = { r: 255, g: 255, b: 255, alpha: 1 };
    return layers.reduceRight((under, layer) => over(layer, under), white);
  }

  /** What words and ground become where an element above is half transparent. */
  function faded(element, ink, paper) {
    for (let at = element; at; at = at.parentElement) {
      const opacity = Number(getComputedStyle(at).opacity);
      if (opacity >= 1 || !at.parentElement) continue;
      const behind = ground(at.parentElement);
      if (!behind) return null;
      return [over(ink, behind, opacity), over(paper, behind, opacity)];
    }
    return [ink, paper];
  }

  function measured(element, colour) {
    const paper = ground(element);
    const ink = parts(colour);
    if (!paper || !ink) return null;
    const pair = faded(element, over(ink, paper), paper);
    return pair && ratio(pair[0], pair[1]);
  }

  function judged(element, colour, least, what) {
    const found = measured(element, colour);
    if (found !== null && found >= least - 0.02) return [];
    const says = found === null ? "cannot be measured" : `${found.toFixed(2)}:1, at least ${least}:1`;
    return [{ kind: "contrast", where: look.nameOf(element), what: `${what} ${says}`, element }];
  }

  look.contrasts = (leastText, leastIcon) => {
    const holders = new Map(look.texts().map(({ holder, words }) => [holder, words]));
    const fields = [...look.top().querySelectorAll("input, textarea, select")].filter((field) => look.seen(field) && !/^(radio|checkbox|file)$/.test(field.type));
    const icons = look.elements().filter((element) => element.matches("svg.icon"));
    return [
      ...[...holders].flatMap(([element, words]) => judged(element, getComputedStyle(element).color, leastText, look.brief(words))),
      ...fields.flatMap((field) => judged(field, getComputedStyle(field).color, leastText, "what is written")),
      ...fields.filter((field) => field.placeholder).flatMap((field) => judged(field, getComputedStyle(field, "::placeholder").color, leastText, look.brief(field.placeholder))),
      ...icons.flatMap((icon) => judged(icon, getComputedStyle(icon).stroke, leastIcon, "icon")),
    ];
  };
})();

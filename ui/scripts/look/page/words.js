/** In the page: no code, no key of the words and no forbidden word is ever read or read out. */
(() => {
  const { look } = window;
  const SPOKEN = ["aria-label", "placeholder", "title", "alt"];

  look.rawWords = (groups, banned) => {
    const keys = new RegExp(`\\b(?:${groups.join("|")})\\.[A-Za-z]\\w*`);
    const codes = [/\b[a-z]+(?:_[a-z0-9]+)+\b/, keys, /\{\w*\}/, /\b(?:undefined|null|NaN)\b|\[object/, / \| /];
    const said = [
      ...look.texts().map(({ holder, words }) => [holder, words]),
      ...[...look.top().querySelectorAll(SPOKEN.map((name) => `[${name}]`).join(", "))].flatMap((element) => SPOKEN.map((name) => [element, element.getAttribute(name) ?? ""])),
      [document.body, document.title],
    ];
    return said.flatMap(([element, words]) => {
      const code = codes.map((pattern) => pattern.exec(words)?.[0]).find(Boolean);
      const forbidden = banned.find((word) => words.includes(word));
      return [
        ...(code ? [{ kind: "code", where: look.nameOf(element), what: `${look.brief(words)} holds “${code}”`, element }] : []),
        ...(forbidden ? [{ kind: "word", where: look.nameOf(element), what: `${look.brief(words)} says ${forbidden}`, element }] : []),
      ];
    });
  };
})();

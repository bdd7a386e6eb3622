/** The control: a page without a fault, and the same page with one fault of each kind planted. Each must be found, and nothing else. */
import { bring, measure } from "./measure.mjs";

const ICON = '<svg class="icon" viewBox="0 0 24 24" width="32" height="32" aria-hidden="true"><path d="M4 4h16"/></svg>';
const PAGE = (planted) => `<!doctype html><html lang="en"><head><title>Control</title><style>
  body { margin: 16px; background: #fff; color: #111; font: 20px/1.5 sans-serif; overflow-wrap: break-word; }
  button, input { min-height: 64px; min-width: 64px; font: inherit; color: inherit; background: #fff; border: 2px solid #555; }
  input { width: 240px; } input::placeholder { color: #333; opacity: 1; } .icon { stroke: #111; }
</style></head><body><main><h1>A page without a fault</h1><p>Words that are large and dark.</p>
  <button type="button">${ICON} Save it</button><label>Name <input placeholder="As written"></label>${planted}</main></body></html>`;

/** kind, what is wrong, what is planted. */
const PLANTED = [
  ["target", "a small button", '<button type="button" style="min-height: 40px">Go on</button>'],
  ["target", "a narrow link", '<a href="#x" style="display: inline-block; min-height: 64px">A</a>'],
  ["text", "small words", '<p style="font-size: 15px">Small words</p>'],
  ["text", "small words in a field", '<label>Age <input style="font-size: 16px"></label>'],
  ["contrast", "grey words", '<p style="color: #666">Grey words</p>'],
  ["contrast", "words on a colour like theirs", '<p style="background: #2a5599; color: #c6d4ea">Words on blue</p>'],
  ["contrast", "half transparent words", '<p style="opacity: 0.5">Faded words</p>'],
  ["contrast", "words on a picture", '<p style="background-image: linear-gradient(#fff, #000)">Words on a picture</p>'],
  ["contrast", "a grey hint", '<style>#hint::placeholder { color: #777 }</style><label>Age <input id="hint" placeholder="Years"></label>'],
  ["contrast", "a pale icon", ICON.replace('class="icon"', 'class="icon" style="stroke: #aaa"')],
  ["overflow", "something wider than the page", '<div style="width: 1200px; height: 4px"></div>'],
  ["cut", "an ellipsis", '<p style="width: 120px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">Where this report stands now</p>'],
  ["cut", "lines hidden by a clamp", '<p style="display: -webkit-box; width: 120px; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 1">Where this report stands now</p>'],
  ["cut", "words wider than their button", '<button type="button" style="display: block; width: 80px; padding: 0; white-space: nowrap">Report a hazard</button>'],
  ["cut", "words higher than their button", '<div style="width: 200px; height: 30px; background: #eee">Words in two lines or three of them</div>'],
  ["cut", "a word broken in two", '<p style="width: 90px">Representative</p>'],
  ["cut", "a short Chinese word broken in two", '<button type="button" style="display: block; width: 64px; padding: 0 14px; font-size: 30px">关上</button>'],
  ["cut", "a hint longer than its field", '<label>Where <input style="width: 100px" placeholder="The building and the unit"></label>'],
  ["cover", "a bar over half of the screen", '<div style="position: sticky; bottom: 0; height: 500px"></div>'],
  ["name", "a button without a name", `<button type="button">${ICON}</button>`],
  ["name", "a field without a name", "<input>"],
  ["name", "a picture without words", '<img width="20" height="20" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'],
  ["code", "a code", "<p>fire_lane</p>"],
  ["code", "a key of the words", "<p>hazard.title</p>"],
  ["code", "a value that nobody filled in", "<p>Sent by {name}</p>"],
  ["code", "a code that is only read out", '<button type="button" aria-label="Check it, to_check">Check it</button>'],
  ["word", "a forbidden word", "<p>有冲突</p>"],
];

/** Runs the control; gives what it missed, and what it found that was not planted. */
export async function control(browser) {
  const page = await browser.newPage({ viewport: { width: 412, height: 915 } });
  const wrong = [];
  for (const [kind, what, html] of [[null, "nothing", ""], ...PLANTED]) {
    await page.setContent(PAGE(html));
    await bring(page);
    const faults = await measure(page, { desk: false, scale: 1, names: true, exceptions: [] });
    const others = faults.filter((fault) => fault.kind !== kind);
    if (kind && faults.length === others.length) wrong.push(`missed: ${what} (${kind})`);
    others.forEach((fault) => wrong.push(`${what}: found ${fault.kind} too: ${fault.where} ${fault.what}`));
  }
  await page.close();
  return { planted: PLANTED.length, wrong };
}

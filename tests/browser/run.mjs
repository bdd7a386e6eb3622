// The story of Jinshui by tapping: the real hub, its console in Chromium, and phones without a screen beside it.
// Pictures of every screen go to tests/output/browser.
//
//   node tests/browser/run.mjs [story …]      JINSHUI_TARGET=<folder of the programs>, target/debug where not said
//   node tests/browser/run.mjs --pictures     takes the pictures in docs/pictures anew
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { amiss, everybody } from './people.mjs'
import { Hub, root } from './world.mjs'
import { report, lost } from './stories/report.mjs'
import { clash, life } from './stories/life.mjs'
import { devices } from './stories/devices.mjs'
import { door } from './stories/door.mjs'
import { homes } from './stories/homes.mjs'
import { patrol } from './stories/patrol.mjs'
import { pictures } from './stories/pictures.mjs'
import { refusals } from './stories/refusals.mjs'
import { tables } from './stories/tables.mjs'
import { hostile, languages, sizes } from './stories/reading.mjs'

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const asked = process.argv.slice(2)
// The order is the story's: later ones go on with what earlier ones left.
const stories = asked.includes('--pictures') ? { pictures } : { report, lost, life, clash, refusals, patrol, homes, tables, door, devices, hostile, languages, sizes }
const chosen = Object.entries(stories).filter(([name], index) => index === 0 || asked.length === 0 || asked.includes(name) || asked.includes('--pictures'))

const started = Date.now()
const since = (from) => `${((Date.now() - from) / 1000).toFixed(1)} s`
let passed = 0
let failed = 0

/** Thrown after a step has said that it failed: the rest of its story cannot be told. */
class Untold extends Error {}

async function step(what, tell) {
  const from = Date.now()
  try {
    const said = await tell()
    assert.deepEqual(amiss.splice(0), [], 'nothing amiss on any screen')
    passed += 1
    console.log(`ok - ${what}${said ? `: ${said}` : ''} (${since(from)})`)
  } catch (error) {
    failed += 1
    console.log(`not ok - ${what} (${since(from)})\n${String(error.stack ?? error).replace(/^/gm, '    ')}`)
    for (const line of amiss.splice(0)) console.log(`    amiss: ${line}`)
    for (const { name, page } of everybody) {
      await page.screenshot({ path: join(out, `failed-${failed}-${name}.png`) }).catch(() => {})
    }
    throw new Untold()
  }
}

const out = join(root, 'tests/output/browser')
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'jinshui-browser-'))
const ending = [() => rmSync(folder, { recursive: true, force: true })]
// What fails outside any step, as in a request that was cut, fails the step that is being told.
process.on('unhandledRejection', (error) => amiss.push(`unhandled: ${error?.stack ?? error}`))
try {
  assert(existsSync(CHROMIUM), `${CHROMIUM} is not there: scripts/setup.sh browser installs it`)
  const hub = new Hub(folder, join(out, 'hub.log'))
  ending.unshift(() => hub.down())
  // However this ends: a hub that nobody waits for is not left behind.
  process.once('exit', () => hub.child?.kill('SIGKILL'))
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
  // The pictures are of the demonstration's month; the stories begin with nothing written.
  await (asked.includes('--pictures') ? hub.call('demo') : hub.call('init', '--community', 'demo'))
  await hub.up()
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  })
  ending.unshift(() => browser.close())
  const world = { hub, browser, folder, out, known: new Set() }
  for (const [, story] of chosen) {
    try {
      await story(world, step)
    } catch (error) {
      if (!(error instanceof Untold)) throw error
    }
  }
} catch (error) {
  failed += 1
  console.log('not ok -', error)
} finally {
  for (const end of ending) await end()
}
console.log(`${passed} passed, ${failed} failed (${since(started)})`)
process.exitCode = failed === 0 ? 0 : 1

// The app's own window, tapped as a person taps it: a report written with the hub gone outlives the app being killed, goes
// by itself when the hub is back, and what an officer does with it is seen without touching anything. Pictures go to
// tests/output/window.
//
//   xvfb-run -a -s '-screen 0 412x915x24' dbus-run-session -- node tests/window/run.mjs
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hub, program, root } from '../browser/world.mjs'
import { Phone } from './world.mjs'
import { until } from './waiting.mjs'
import { openWindow } from './webdriver.mjs'

const id = (name) => `[data-testid="${name}"]`
const WORDS = '三栋门口停了一排电动车，消防车进不来'
/** “Within ten seconds” is promised; the rest is for a slow computer. */
const BY_ITSELF = 20_000

const started = Date.now()
const passed = (what) => console.log(`ok - ${what} (${((Date.now() - started) / 1000).toFixed(1)} s)`)

const folder = mkdtempSync(join(tmpdir(), 'jinshui-window-'))
const shots = join(root, 'tests/output/window')
mkdirSync(shots, { recursive: true })
const ending = [() => rmSync(folder, { recursive: true, force: true })]
let window
try {
  const hub = new Hub(folder, join(shots, 'hub.log'))
  ending.unshift(() => hub.down())
  await hub.call('init', '--community', 'demo')
  await hub.up()
  const open = async () => {
    window = await openWindow(program('jinshui-app'), { JINSHUI_HOME: join(folder, 'phone') })
    await window.watchPolicy()
  }
  const settled = async () => assert.deepEqual(await window.refusedByPolicy(), [], 'the content policy refused something')
  await open()
  ending.unshift(() => window.close())
  const shot = (name) => window.screenshot(join(shots, `${name}.png`))

  await window.find(id('enrol-code'))
  await shot('1-enrol')
  await window.type(id('enrol-server'), hub.url)
  await window.type(id('enrol-code'), await hub.invite('volunteer-17-1'))
  await window.tap(id('enrol-submit'))
  await hub.approve(await window.read(id('enrol-check')))
  await window.find(id('report-button'))
  passed('a one-time code and the office let a person in')

  await hub.down()
  await window.tap(id('report-button'))
  await window.tap(id('category-fire_lane'))
  await window.type(id('words'), WORDS)
  await shot('2-report')
  await window.tap(id('submit-report'))
  await window.find(id('saved'))
  await window.see(id('sending-line'), 'data-state', 'waiting')
  await shot('3-waiting')
  passed('with the hub gone a report is saved, and waits')

  await settled()
  await window.kill()
  await open()
  await window.see(id('sending-line'), 'data-state', 'waiting')
  await shot('4-waiting-still')
  passed('the app was killed: the report is there, and waits')

  await hub.up()
  const back = Date.now()
  await window.see(id('sending-line'), 'data-state', 'all_sent', BY_ITSELF)
  await shot('5-all-sent')
  passed(`the hub is back: it went by itself after ${Date.now() - back} ms`)

  const officer = await Phone.enrol(program('jinshui'), join(folder, 'officer'), hub, 'police-1')
  await officer.sync()
  const [hazard] = (await officer.command('hazard.list')).rows
  assert.equal(hazard?.category, 'fire_lane', 'the officer reads what was tapped')
  await officer.command('hazard.act', { id: hazard.id, act: 'accept' })
  await window.see(`${id('hazard-row')} ${id('status-chip')}`, 'data-status', 'reported')
  await officer.sync()
  const accepted = Date.now()
  await window.see(`${id('hazard-row')} ${id('status-chip')}`, 'data-status', 'accepted', BY_ITSELF)
  await shot('6-accepted')
  passed(`the officer's 受理 is seen by itself after ${Date.now() - accepted} ms`)

  const office = await Phone.enrol(program('jinshui'), join(folder, 'office'), hub, 'office-1')
  await office.sync()
  const items = ['消防通道通不通', '楼道有没有堆杂物'].map((text) => ({ text }))
  await office.command('checklist.save', { id: randomUUID().replace(/-4/, '-7'), name: '夜间巡逻', items })
  await office.sync()
  await window.tap(id('tab-home'))
  await window.tap(id('patrol-door'))
  await window.find(id('start-list'), BY_ITSELF)
  await window.tap(id('start-patrol'))
  await window.see(id('patrol'), 'data-status', 'walking')
  await window.find(id('checks'))
  const lines = await window.run(`return [...document.querySelectorAll('${id('checks')} fieldset')].map((line) => line.dataset.testid)`)
  await hub.down()
  await window.tap(id(`${lines[0]}-ok`))
  await window.see(id(lines[0]), 'data-answer', 'ok')
  await window.tap(id(`${lines[1]}-problem`))
  await window.see(id(lines[1]), 'data-answer', 'problem')
  await shot('7-patrol')
  passed('a patrol is started, and with the hub gone its checklist is ticked')

  await window.kill()
  await open()
  await window.tap(id('patrol-door'))
  await window.see(id('patrol'), 'data-status', 'walking')
  await window.see(id(lines[1]), 'data-answer', 'problem')
  await window.tap(id('patrol-end'))
  await window.see(id('patrol'), 'data-status', 'ended')
  await shot('8-patrol-ended')
  passed('the app was killed on the way: the patrol goes on, no tick is lost, and it ends')

  await hub.up()
  await until('the officer reads the whole patrol', BY_ITSELF, async () => {
    await officer.sync()
    const [patrol] = (await officer.command('patrol.list')).rows
    return patrol?.status === 'ended' && patrol.ticked === 2 && patrol.problems === 1
  })
  passed('the hub is back: the officer reads the whole patrol')
  await settled()
} catch (error) {
  await window?.screenshot(join(shots, 'failed.png')).catch(() => {})
  console.error('not ok -', error)
  process.exitCode = 1
} finally {
  for (const end of ending) await end()
}

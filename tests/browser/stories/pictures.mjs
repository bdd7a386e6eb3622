// The pictures of the README: a neighbourhood's evening, as the real screens show it.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { BY_ITSELF, DESK, PHONE, Person } from '../people.mjs'
import { photograph } from '../photograph.mjs'
import { program, root } from '../world.mjs'
import { Phone } from '../../window/world.mjs'

const FOLDER = join(root, 'docs/pictures')
const ELSEWHERE = [
  ['volunteer-03-1', { category: 'basement_living', place: { building: '5', unit: '2' }, words: '地下室好像有人住，晚上有灯。' }],
  ['volunteer-09-1', { category: 'suspicious', severity: 'danger', place: { building: '17', unit: '3' }, words: '有陌生人挨家敲门，说是查燃气的，没有证件。' }],
  ['volunteer-22-1', { category: 'stairwell_clutter', place: { building: '43', unit: '1' }, words: '二楼拐角堆了纸箱和旧柜子，挡着道。' }],
  ['volunteer-28-1', { category: 'spoilt_green', place: { building: '南墙', unit: '' }, words: '绿地里种了两行葱。' }],
  ['volunteer-31-1', { category: 'litter', severity: 'urgent', place: { building: '61', unit: '1' }, words: '装修垃圾倒在单元门口。' }],
]
const OWN = [
  { category: 'stairwell_clutter', place: { building: '34', unit: '1' }, words: '楼道里放着旧沙发。' },
  { category: 'abandoned_bike', place: { building: '北门', unit: '' }, words: '三辆，车胎都瘪了，落了一层灰。' },
]

export async function pictures(world, step) {
  const { hub, browser } = world
  const jinshui = program('jinshui')
  const phone = (member) => Phone.enrol(jinshui, join(world.folder, member), hub, member)
  let volunteer
  let officer
  let id

  await step('others have reported too', async () => {
    const police = await phone('police-2')
    const office = await phone('office-1')
    for (const [member, report] of ELSEWHERE) {
      const one = await phone(member)
      await one.command('hazard.report', report)
      await one.sync()
    }
    const own = await phone('volunteer-17-1')
    const ids = []
    for (const report of OWN) ids.push((await own.command('hazard.report', report)).id)
    await own.sync()
    await police.sync()
    await police.command('hazard.act', { id: ids[1], act: 'assign', assignee: 'property' })
    await police.command('hazard.act', { id: ids[0], act: 'accept' })
    await police.command('hazard.act', { id: ids[0], act: 'finish', note: '沙发已经搬走' })
    await police.sync()
    await office.sync()
    await office.command('hazard.act', { id: ids[0], act: 'close' })
    await office.sync()
  })
  await step('a volunteer reports', async () => {
    mkdirSync(FOLDER, { recursive: true })
    volunteer = await Person.comes(browser, 'volunteer', { ...PHONE, deviceScaleFactor: 1.5 }, { url: hub.url, folder: world.out })
    await volunteer.signIn(await hub.invite('volunteer-17-1'))
    await volunteer.tap('report-button')
    await volunteer.photograph(await photograph(browser, 0))
    await volunteer.tap('category-fire_lane')
    await volunteer.tap('severity-urgent')
    await volunteer.write('words', '白色面包车停在消防通道上，车主电话没人接。')
    await volunteer.page.evaluate(() => {
      document.activeElement.blur()
      window.scrollTo(0, 0)
    })
    await volunteer.shot('phone-report', { path: join(FOLDER, 'phone-report.png') })
    await volunteer.tap('submit-report')
    id = await (await volunteer.see('saved')).getAttribute('data-id')
  })
  await step('an officer accepts, and others speak', async () => {
    officer = await Person.comes(browser, 'officer', DESK, { url: hub.url, folder: world.out })
    await officer.signIn(await hub.invite('police-1'))
    await officer.see('desk-row', { 'data-id': id }, BY_ITSELF)
    await officer.go(`/desk/todo/${id}`)
    await officer.tap('act-accept')
    await officer.write('act-note', '我马上过去看看')
    await officer.tap('act-confirm')
    await officer.gone('act-confirm')
    await volunteer.go(`/hazard/${id}`)
    await volunteer.write('comment-text', '我刚路过，车还在。')
    await volunteer.tap('comment-send')
    await officer.reads('story', '我刚路过', BY_ITSELF)
    await officer.see('photo', { 'data-here': 'true' }, BY_ITSELF)
    await officer.gone('announced')
    await officer.page.evaluate(() => document.activeElement.blur())
    await officer.page.mouse.move(1, 1)
    await officer.shot('desk', { path: join(FOLDER, 'desk.png') })
    await volunteer.go('/home')
    await volunteer.at('hazard-row', { 'data-id': id }).locator('[data-status="accepted"][data-delivery="sent"]').waitFor({ timeout: BY_ITSELF })
    await volunteer.see('sending-line', { 'data-state': 'all_sent' }, BY_ITSELF)
    await volunteer.shot('phone-home', { path: join(FOLDER, 'phone-home.png') })
  })
}

// A volunteer reports, an officer answers; and the hub is lost in between.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { BY_ITSELF, DESK, PHONE, Person } from '../people.mjs'
import { photograph } from '../photograph.mjs'
import { program } from '../world.mjs'
import { Phone } from '../../window/world.mjs'

export const NOTE = '我马上过去看看'
const WORDS = '电动车堵住了三单元门口，消防车进不来'
const TWICE = '同一条报了两遍，只能有一条'

/** a: in at the door, a report in three taps, an answer that comes by itself. */
export async function report(world, step) {
  const { hub, browser } = world
  const at = { url: hub.url, folder: world.out }

  await step('an officer signs in at the desk by code', async () => {
    world.officer = await Person.comes(browser, 'officer', DESK, at)
    await world.officer.signIn(hub, 'police-1')
    await world.officer.shot('desk-empty')
  })
  await step('a volunteer signs in on a phone by code', async () => {
    world.volunteer = await Person.comes(browser, 'volunteer', PHONE, at)
    await world.volunteer.page.goto(`${hub.url}/`)
    await world.volunteer.see('enrol-code')
    await world.volunteer.shot('door')
    await world.volunteer.signIn(hub, 'volunteer-17-1')
    await world.volunteer.see('report-button')
    await world.volunteer.see('sending-line', { 'data-state': 'all_sent' }, BY_ITSELF)
    await world.volunteer.shot('home-first')
  })
  const { officer, volunteer } = world

  await step('a hazard is reported in three taps and a photo', async () => {
    volunteer.taps = 0
    await volunteer.tap('report-button')
    await volunteer.photograph(await photograph(browser, 0))
    await volunteer.see('photo')
    await volunteer.shot('report-photo')
    await volunteer.tap('category-fire_lane')
    await volunteer.tap('submit-report')
    const saved = await volunteer.see('saved')
    assert(volunteer.taps <= 3, `${volunteer.taps} taps`)
    await volunteer.reads('saved', '记下了')
    world.first = await saved.getAttribute('data-id')
    return `${volunteer.taps} taps`
  })
  await step('it is all sent by itself', async () => {
    await volunteer.see('sending-line', { 'data-state': 'all_sent' }, BY_ITSELF)
    await volunteer.reads('sending-line', '都传上去了')
    await volunteer.shot('saved')
    await volunteer.tap('saved-home')
    await volunteer.see('hazard-row', { 'data-id': world.first })
    await volunteer.shot('home-one')
  })
  await step('the officer sees it appear by itself, photo and all', async () => {
    await officer.see('desk-row', { 'data-id': world.first }, BY_ITSELF)
    await officer.shot('desk-one')
    await officer.page.keyboard.press('j')
    await officer.page.keyboard.press('Enter')
    await officer.see('desk-detail', { 'data-id': world.first })
    await officer.see('photo', { 'data-here': 'true' }, BY_ITSELF)
    const drawn = await officer.at('photo').locator('img').first().evaluate((image) => image.decode().then(() => image.naturalWidth))
    assert(drawn > 100, `the thumbnail is ${drawn} px wide`)
    await officer.shot('desk-opened')
  })
  await step('the photo opens large and closes again', async () => {
    await officer.tap('photo')
    await officer.see('photo-close')
    await officer.page.locator('img.photo-large').first().evaluate((image) => image.decode())
    await officer.shot('photo-large')
    await officer.tap('photo-close')
    await officer.gone('photo-close')
  })
  await step('the officer accepts it with a note, by keyboard alone', async () => {
    await officer.at('act-accept').focus()
    await officer.page.keyboard.press('Enter')
    await officer.see('act-note')
    await officer.at('act-note').focus()
    await officer.page.keyboard.type(NOTE)
    await officer.shot('desk-accept')
    await officer.page.keyboard.press('Tab')
    await officer.page.keyboard.press('Enter')
    await officer.gone('act-note')
    await officer.reads('story', NOTE)
  })
  await step("the volunteer's chip says accepted by itself", async () => {
    await volunteer.at('hazard-row', { 'data-id': world.first }).locator('[data-status="accepted"][data-delivery="sent"]').waitFor({ timeout: BY_ITSELF })
    await volunteer.shot('home-accepted')
    await volunteer.tap('hazard-row', { 'data-id': world.first })
    await volunteer.reads('story', NOTE)
    await volunteer.shot('hazard', { fullPage: true })
  })
}

/** b: the hub is lost while a report is written; nothing is lost, nothing is doubled. */
export async function lost(world, step) {
  const { hub, browser, officer, volunteer } = world
  const office = () => world.office.command('hazard.list', { limit: 100 })

  await step('where the device is: refused, a report goes without; allowed, it is added', async () => {
    await volunteer.go('/report')
    await volunteer.context.clearPermissions()
    await volunteer.tap('point-add')
    await volunteer.see('point-problem')
    await volunteer.context.setGeolocation({ latitude: 37.4346, longitude: 118.6747, accuracy: 15 })
    await volunteer.context.grantPermissions(['geolocation'])
    await volunteer.tap('point-add')
    await volunteer.reads('point-got', '15')
    await volunteer.shot('report-point', { fullPage: true })
  })
  await step('the hub is killed while the form is filled: plain words, and the form stays', async () => {
    await volunteer.photograph(await photograph(browser, 1))
    await volunteer.tap('category-wire_charging')
    await volunteer.tap('severity-urgent')
    await volunteer.write('words', WORDS)
    await hub.down()
    await volunteer.tap('submit-report')
    await volunteer.see('failure', { 'data-code': 'no_connection' })
    await volunteer.reads('failure', '没连上社区')
    assert.equal(await volunteer.at('words').inputValue(), WORDS)
    await volunteer.see('photo')
    await volunteer.shot('report-not-reached')
    await volunteer.shot('report-not-reached-whole', { fullPage: true })
  })
  await step('the hub is back on the same port: the second tap saves', async () => {
    await hub.up()
    await volunteer.tap('submit-report')
    world.second = await (await volunteer.see('saved', {}, BY_ITSELF)).getAttribute('data-id')
    await volunteer.see('sending-line', { 'data-state': 'all_sent' }, BY_ITSELF)
  })
  await step('it is there exactly once, as a phone of the office reads it', async () => {
    world.office = await Phone.enrol(program('jinshui'), join(world.folder, 'office'), hub, 'office-1')
    await world.office.sync()
    const { rows, total } = await office()
    assert.equal(total, 2)
    assert.deepEqual(rows.filter((row) => row.words === WORDS).map((row) => row.id), [world.second])
    assert.deepEqual([rows[0].category, rows[0].severity, rows[0].photos], ['wire_charging', 'urgent', 1])
    assert.deepEqual(rows[0].point, { lat: 37.4346, lon: 118.6747, accuracy: 15 })
  })
  await step("the officer's screen heals by itself: the session and its live feed outlived the hub", async () => {
    await officer.see('desk-row', { 'data-id': world.second }, BY_ITSELF)
  })
  await step('an answer that is lost on its way back: what was changed since is written, and nothing twice', async () => {
    await volunteer.go('/report')
    await volunteer.tap('category-litter')
    await volunteer.write('words', TWICE)
    let cut = 0
    await volunteer.page.route('**/console/execute', async (route) => {
      if (route.request().postDataJSON().command !== 'hazard.report' || cut > 0) return route.continue()
      cut += 1
      await route.fetch()
      return route.abort('connectionreset')
    })
    await volunteer.tap('submit-report')
    await volunteer.see('failure', { 'data-code': 'no_connection' })
    await volunteer.write('words', `${TWICE}。`)
    await volunteer.tap('submit-report')
    const id = await (await volunteer.see('saved')).getAttribute('data-id')
    await volunteer.page.unroute('**/console/execute')
    await volunteer.see('sending-line', { 'data-state': 'all_sent' }, BY_ITSELF)
    await world.office.sync()
    const { rows, total } = await office()
    assert.equal(total, 3)
    assert.deepEqual(rows.filter((row) => row.words.startsWith(TWICE)).map((row) => [row.id, row.words]), [[id, `${TWICE}。`]])
  })
}

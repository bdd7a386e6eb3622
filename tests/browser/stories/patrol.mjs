// A checklist from the office, a patrol with one thumb, and the desk that sees it under way.
import assert from 'node:assert/strict'
import { BY_ITSELF, DESK, Person } from '../people.mjs'

const ITEMS = ['消防通道通不通', '楼道有没有堆杂物', '路灯亮不亮']

/** h: from the office's list to an ended patrol. */
export async function patrol(world, step) {
  const { hub, browser, officer, volunteer } = world

  await step('the office writes a checklist at the desk', async () => {
    const clerk = await Person.comes(browser, 'clerk', DESK, { url: hub.url, folder: world.out })
    world.clerk = clerk
    await clerk.signIn(hub, 'office-1')
    await clerk.tap('rail-checklists')
    await clerk.tap('checklist-new')
    await clerk.write('checklist-name', '夜间巡逻')
    for (const [at, item] of ITEMS.entries()) {
      if ((await clerk.at('line-text').count()) <= at) await clerk.tap('line-add')
      await clerk.at('line-text').nth(at).fill(item)
    }
    await clerk.shot('desk-checklist')
    await clerk.tap('checklist-save')
    await clerk.page.getByText('夜间巡逻').first().waitFor()
  })
  await step('the volunteer sets out in two taps, with the checklist chosen already', async () => {
    await volunteer.go('/home')
    await volunteer.see('patrol-door')
    await volunteer.shot('home-doors')
    volunteer.taps = 0
    await volunteer.tap('patrol-door')
    await volunteer.see('start-list', {}, BY_ITSELF)
    await volunteer.shot('patrol-start', { fullPage: true })
    await volunteer.tap('start-patrol')
    world.patrol = await (await volunteer.see('patrol', { 'data-status': 'walking' })).getAttribute('data-id')
    assert(volunteer.taps <= 2, `${volunteer.taps} taps`)
    return `${volunteer.taps} taps`
  })
  await step('the desk sees who walks, within a second or so', async () => {
    await officer.tap('rail-patrols')
    await officer.see('desk-row', { 'data-id': world.patrol }, BY_ITSELF)
    await officer.tap('desk-row', { 'data-id': world.patrol })
    await officer.see('patrol', { 'data-status': 'walking' })
    await officer.shot('desk-patrol')
  })
  await step('three lines are looked at; the one that is not in order becomes a report of this patrol', async () => {
    const rows = volunteer.at('checks').locator('fieldset')
    await rows.nth(0).locator('[data-testid$="-ok"]').tap()
    await rows.nth(2).locator('[data-testid$="-ok"]').tap()
    await rows.nth(1).locator('[data-testid$="-problem"]').tap()
    await volunteer.shot('patrol-checks', { fullPage: true })
    await volunteer.page.locator('[data-testid$="-report"]').first().tap()
    await volunteer.see('on-patrol')
    await volunteer.tap('category-stairwell_clutter')
    await volunteer.tap('submit-report')
    world.found = await (await volunteer.see('saved')).getAttribute('data-id')
    await volunteer.tap('saved-patrol')
    await volunteer.at('patrol-hazards').locator(`[data-id="${world.found}"]`).waitFor()
    await officer.at('patrol-hazards').locator(`[data-id="${world.found}"]`).waitFor({ timeout: BY_ITSELF })
  })
  await step('the page is killed and opened again: the patrol goes on where it was', async () => {
    await volunteer.page.reload()
    await volunteer.see('patrol', { 'data-status': 'walking' })
    assert.equal(await volunteer.at('checks').locator('fieldset[data-answer="problem"]').count(), 1)
    assert.equal(await volunteer.at('checks').locator('fieldset[data-answer="ok"]').count(), 2)
  })
  await step('it rests, goes on, ends by one tap; the end is taken back and made again', async () => {
    await volunteer.tap('patrol-pause')
    await volunteer.see('patrol', { 'data-status': 'paused' })
    await volunteer.tap('patrol-resume')
    await volunteer.see('patrol', { 'data-status': 'walking' })
    await volunteer.tap('patrol-end')
    await volunteer.see('undo-bar')
    await volunteer.shot('patrol-undo')
    await volunteer.tap('undo')
    await volunteer.see('patrol', { 'data-status': 'walking' })
    await volunteer.tap('patrol-end')
    await volunteer.see('patrol', { 'data-status': 'ended' })
    await volunteer.shot('patrol-ended', { fullPage: true })
    await officer.see('patrol', { 'data-status': 'ended' }, BY_ITSELF)
  })
}

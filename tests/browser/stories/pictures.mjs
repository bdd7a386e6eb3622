// The pictures of the README: the demonstration's month, as the real screens show it.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { BY_ITSELF, DESK, PHONE, Person } from '../people.mjs'
import { root } from '../world.mjs'

const FOLDER = join(root, 'docs/pictures')

/** Nothing is pointed at, nothing is said, every picture is here. */
async function still(person) {
  await person.gone('announced')
  await person.page.mouse.move(1, 1)
  await person.page.evaluate(() => document.activeElement.blur())
  await person.page.waitForLoadState('networkidle').catch(() => {})
}

export async function pictures(world, step) {
  const { hub, browser } = world
  const at = { url: hub.url, folder: world.out }
  mkdirSync(FOLDER, { recursive: true })
  const comes = async (name, screen, member) => {
    const person = await Person.comes(browser, name, screen, at)
    await person.signIn(hub, member)
    return person
  }

  await step('a volunteer at home and out on patrol', async () => {
    const volunteer = await comes('volunteer', PHONE, 'volunteer-17-2')
    await volunteer.see('sending-line', { 'data-state': 'all_sent' }, BY_ITSELF)
    await volunteer.see('hazard-row')
    await still(volunteer)
    await volunteer.shot('phone-home', { path: join(FOLDER, 'phone-home.png') })
    await volunteer.tap('patrol-door')
    await volunteer.see('checks')
    await still(volunteer)
    await volunteer.shot('phone-patrol', { path: join(FOLDER, 'phone-patrol.png') })
  })
  await step('a building head with the own stairwell', async () => {
    const head = await comes('head', PHONE, 'head-097')
    await head.see('sending-line', { 'data-state': 'all_sent' }, BY_ITSELF)
    await head.tap('homes-door')
    await head.see('home-tile')
    await still(head)
    await head.shot('phone-homes', { path: join(FOLDER, 'phone-homes.png') })
  })
  await step('the office at its desk', async () => {
    const office = await comes('office', DESK, 'office-1')
    await office.tap('rail-reports')
    await office.see('desk-row', {}, BY_ITSELF)
    // One with photos, so that there is something to see.
    await office.at('desk-row').filter({ hasText: '照片' }).first().click()
    await office.see('photo', { 'data-here': 'true' }, BY_ITSELF)
    await still(office)
    await office.shot('desk', { path: join(FOLDER, 'desk.png') })
  })
}

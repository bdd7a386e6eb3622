// f: the office invites, compares, agrees; and ends a device that somebody is looking at.
import assert from 'node:assert/strict'
import { BY_ITSELF, DESK, PHONE, Person } from '../people.mjs'

const AT_ONCE = 5_000

export async function devices(world, step) {
  const { hub, browser } = world
  const at = { url: hub.url, folder: world.out }
  const office = await Person.comes(browser, 'office', DESK, at)
  const guest = await Person.comes(browser, 'invited', PHONE, at)
  const { name } = await hub.call('invite', '--member', 'volunteer-17-2')
  let digits

  await step('the office invites a person: a QR code and twelve digits', async () => {
    await office.signIn(hub, 'office-1')
    await office.tap('rail-devices')
    await office.see('device')
    await office.write('invite-search', name)
    await office.tap('invite', { 'data-id': 'volunteer-17-2' })
    await office.see('invite-make')
    await office.tap('invite-make')
    await office.see('qr')
    await office.shot('devices-invite')
    digits = (await office.at('invite-code').innerText()).replace(/\D/g, '')
    assert.equal(digits.length, 12)
    await office.tap('sheet-close')
  })
  await step('the phone shows a check code, the office sees the same and agrees', async () => {
    await guest.page.goto(`${hub.url}/`)
    await guest.write('enrol-code', digits)
    await guest.tap('enrol-submit')
    const check = await (await guest.see('enrol-check')).innerText()
    const waiting = await office.see('waiting-device', { 'data-check': check }, BY_ITSELF)
    await office.shot('devices-waiting')
    await waiting.getByTestId('joining-agree').click()
    await guest.see('report-button', {}, BY_ITSELF)
    await office.gone('waiting-device', { 'data-check': check }, BY_ITSELF)
  })
  await step('a member sees their own devices', async () => {
    await guest.tap('tab-me')
    await guest.tap('devices-link')
    await guest.see('device')
    await guest.shot('devices-own')
    await guest.go('/home')
    await guest.see('report-button')
  })
  await step('a device that is ended is at the door within five seconds', async () => {
    await office.page.reload()
    const own = await office.see('device')
    assert(await own.isVisible())
    const theirs = office.page.locator('[data-testid="device"]', { hasText: name }).filter({ has: office.page.getByTestId('device-end') }).first()
    await theirs.getByTestId('device-end').click()
    await office.shot('devices-end')
    await office.tap('device-end-confirm')
    const from = Date.now()
    await guest.see('enrol-code', {}, AT_ONCE)
    assert(Date.now() - from < AT_ONCE)
    await guest.leaves()
    await office.leaves()
  })
}

// e: the door. Wrong codes get plain words; a session outlives the hub, and ends when somebody signs out.
import assert from 'node:assert/strict'
import { BY_ITSELF, PHONE, Person } from '../people.mjs'

/** The same code with its last digits changed: its number is right, its secret is not. */
const wrong = (code, by) => `${code.slice(0, -2)}${String((Number(code.slice(-2)) + by) % 100).padStart(2, '0')}`

export async function door(world, step) {
  const { hub, browser, volunteer } = world

  await step('the session outlives a restart of the hub', async () => {
    await hub.down()
    await hub.up()
    await volunteer.go('/home')
    await volunteer.page.reload()
    await volunteer.see('report-button', {}, BY_ITSELF)
    await volunteer.see('sending-line', { 'data-state': 'all_sent' }, BY_ITSELF)
  })
  const guest = await Person.comes(browser, 'guest', PHONE, { url: hub.url, folder: world.out })
  const code = (await hub.invite('volunteer-17-2')).replace(/\D/g, '')
  await step('a wrong code gets plain words, and the form stays', async () => {
    await guest.page.goto(`${hub.url}/`)
    await guest.write('enrol-code', '1234')
    await guest.tap('enrol-submit')
    await guest.reads('enrol-problem', '12 位')
    await guest.shot('door-short')
    await guest.write('enrol-code', wrong(code, 1))
    await guest.tap('enrol-submit')
    await guest.see('failure', { 'data-code': 'wrong_code' })
    await guest.reads('failure', '码不对')
    assert.equal(await guest.at('enrol-code').inputValue(), wrong(code, 1))
    await guest.shot('door-wrong')
  })
  await step('five wrong codes close it, even for the right one', async () => {
    for (let by = 2; by <= 5; by++) {
      await guest.write('enrol-code', wrong(code, by))
      const answered = guest.page.waitForResponse('**/console/sign-in')
      await guest.tap('enrol-submit')
      assert.equal((await (await answered).json()).code, 'wrong_code')
      await guest.see('enrol-submit')
    }
    await guest.write('enrol-code', code)
    await guest.tap('enrol-submit')
    await guest.see('failure', { 'data-code': 'code_closed' })
    await guest.reads('failure', '停用了')
    await guest.shot('door-closed')
  })
  await step('a new code lets in, also with spaces; signing out leads back to the door', async () => {
    const fresh = (await hub.invite('volunteer-17-2')).replace(/\D/g, '').replace(/(....)(?=.)/g, '$1 ')
    await guest.write('enrol-code', fresh)
    await guest.tap('enrol-submit')
    await guest.see('enrol-check')
    await guest.shot('door-waiting')
    await guest.isLetIn(hub)
    await guest.see('report-button', {}, BY_ITSELF)
    await guest.tap('tab-me')
    await guest.see('sign-out')
    await guest.shot('me', { fullPage: true })
    await guest.tap('sign-out')
    await guest.see('sign-out-confirm')
    await guest.shot('sign-out')
    await guest.tap('sign-out-confirm')
    await guest.see('enrol-code')
    await guest.page.reload()
    await guest.see('enrol-code')
    await guest.leaves()
  })
}

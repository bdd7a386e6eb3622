// A building head at the door, and an officer who says why before a home opens.
import assert from 'node:assert/strict'
import { BY_ITSELF, PHONE, Person } from '../people.mjs'

/** i: a stairwell is written down, visited and changed; nobody else's is seen. */
export async function homes(world, step) {
  const { hub, browser, officer } = world
  let head
  let home

  await step('a building head writes a room down and who lives there', async () => {
    head = world.head = await Person.comes(browser, 'head', PHONE, { url: hub.url, folder: world.out })
    await head.signIn(hub, 'head-097')
    await head.tap('homes-door')
    await head.shot('homes-empty')
    for (const room of ['501', '502', '101']) {
      await head.tap('home-add')
      await head.write('home-room', room)
      await head.tap('home-save')
      await head.see('home-detail')
      await head.go('/homes')
      await head.see('home-tile', { 'data-room': room })
    }
    await head.tap('home-tile', { 'data-room': '501' })
    home = world.home = new URL(head.page.url()).hash.split('/').at(-1)
    await head.tap('resident-add')
    await head.write('resident-name', '王样例')
    await head.write('resident-phone', '138 0000 0001')
    await head.shot('resident-form')
    await head.tap('resident-save')
    await head.see('resident')
    await head.shot('home-open', { fullPage: true })
  })
  await step('somebody who is like somebody else is told while typing, and nothing is blocked', async () => {
    await head.go('/homes')
    await head.tap('home-tile', { 'data-room': '502' })
    await head.tap('resident-add')
    await head.write('resident-name', '王样例')
    await head.write('resident-phone', '13800000001')
    await head.see('alike')
    await head.shot('resident-alike')
    await head.page.reload()
    await head.see('home-detail')
    await head.tap('resident-add')
    assert.equal(await head.at('resident-name').inputValue(), '王样例', 'what was half typed is still there')
    await head.tap('sheet-close')
  })
  await step('a visit where nothing has changed takes three taps', async () => {
    await head.go('/homes')
    await head.see('home-tile', { 'data-room': '501' })
    await head.shot('homes-stairwell', { fullPage: true })
    head.taps = 0
    await head.tap('home-tile', { 'data-room': '501' })
    await head.tap('visit')
    await head.tap('visit-met')
    await head.see('visits')
    assert(head.taps <= 3, `${head.taps} taps`)
    return `${head.taps} taps`
  })
  await step('a telephone number is changed in five taps or fewer', async () => {
    await head.go('/homes')
    head.taps = 0
    await head.tap('home-tile', { 'data-room': '501' })
    await head.tap('resident-edit')
    await head.write('resident-phone', '13800000002')
    head.taps += 1 // the field itself
    await head.tap('resident-save')
    await head.at('number-show').filter({ hasText: '0002' }).first().waitFor()
    assert(head.taps <= 5, `${head.taps} taps`)
    await head.go('/home')
    await head.see('sending-line', { 'data-state': 'all_sent' }, BY_ITSELF)
    return `${head.taps} taps`
  })
  await step('an officer finds the room, not the name, and says why before it opens', async () => {
    await officer.tap('rail-homes')
    await officer.see('homes-table', {}, BY_ITSELF)
    await officer.shot('desk-homes')
    await officer.go(`/desk/homes/${home}`)
    await officer.see('look')
    assert.equal(await officer.page.getByText('王样例').count(), 0, 'no name before the purpose')
    await officer.shot('desk-look')
    await officer.page.locator('[data-testid="look-case"]').click()
    await officer.tap('look-open')
    await officer.at('resident').filter({ hasText: '王样例' }).waitFor()
    await officer.shot('desk-home')
    await head.go(`/home/${home}`)
    await head.see('looks', {}, BY_ITSELF)
  })
  await step('who moves out stays in the record, and their number does not', async () => {
    await head.tap('resident-edit')
    await head.tap('resident-moved-out')
    await head.see('undo-bar')
    await head.see('gone')
    assert.equal(await head.page.getByText('13800000002').count(), 0)
    await head.shot('home-gone', { fullPage: true })
  })
}

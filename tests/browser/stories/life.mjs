// The life of a report after it was accepted, and two people who set the same thing at once.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { BY_ITSELF, DESK, PHONE, Person } from '../people.mjs'
import { photograph } from '../photograph.mjs'
import { program } from '../world.mjs'
import { Phone } from '../../window/world.mjs'

const SAID = '我刚路过，车还在'
const DONE = '已经拖走，通道清出来了'
const AGAIN = '又停了一辆'

/** One step of the life-cycle, as a finger takes it. */
async function act(person, name, note) {
  await person.tap(`act-${name}`)
  if (note) await person.write('act-note', note)
  await person.shot(`act-${name}`)
  await person.tap('act-confirm')
  await person.gone('act-confirm')
}

const stands = (person, status) =>
  person.at('hazard-detail').locator(`[data-status="${status}"][data-delivery="sent"]`).first().waitFor({ timeout: BY_ITSELF })

/** c: said, given to the property company, done, closed, and reported once more. */
export async function life(world, step) {
  const { hub, browser, officer, volunteer, first } = world

  await step('a comment is seen at the desk by itself', async () => {
    await volunteer.go(`/hazard/${first}`)
    await officer.go(`/desk/todo/${first}`)
    await volunteer.write('comment-text', SAID)
    await volunteer.tap('comment-send')
    await volunteer.reads('story', SAID)
    assert.equal(await volunteer.at('comment-text').inputValue(), '')
    await officer.at('story').filter({ hasText: SAID }).waitFor({ timeout: BY_ITSELF })
  })
  await step('the officer gives it to the property company', async () => {
    await act(officer, 'assign', '请今天清走')
    await stands(officer, 'assigned')
    await volunteer.reads('status-chip', '已派给物业', BY_ITSELF)
  })
  await step('the property company finds it on its phone, starts, and finishes with a photo', async () => {
    world.property = await Person.comes(browser, 'property', PHONE, { url: hub.url, folder: world.out })
    const { property } = world
    await property.signIn(hub, 'property-1')
    await property.see('hazard-row', { 'data-id': first }, BY_ITSELF)
    await property.shot('property-home')
    await property.tap('hazard-row', { 'data-id': first })
    await act(property, 'start')
    await stands(property, 'working')
    await property.photograph(await photograph(browser, 2))
    await property.page.waitForFunction(() => document.querySelectorAll('[data-testid="photo"][data-here="true"]').length === 2)
    await act(property, 'finish', DONE)
    await stands(property, 'verifying')
    await property.shot('property-finished', { fullPage: true })
  })
  await step('the reporter sees it and closes it', async () => {
    await stands(volunteer, 'verifying')
    await volunteer.reads('story', DONE)
    await act(volunteer, 'close')
    await stands(volunteer, 'closed')
    await officer.at('hazard-detail').locator('[data-status="closed"]').first().waitFor({ timeout: BY_ITSELF })
    await officer.shot('desk-closed')
  })
  await step('not fixed after all: it is reported once more', async () => {
    await act(volunteer, 'reopen', AGAIN)
    await stands(volunteer, 'reported')
    await officer.at('hazard-detail').locator('[data-status="reported"]').first().waitFor({ timeout: BY_ITSELF })
  })
  await step('the history tells all of it, in order', async () => {
    const told = await volunteer.at('story').innerText()
    const order = ['上报', '受理', SAID, '派给了物业', '开始处理', DONE, '办结了', AGAIN].map((words) => told.indexOf(words))
    assert(order.every((place, index) => place >= 0 && (index === 0 || place > order[index - 1])), `${order} in:\n${told}`)
    await volunteer.page.locator('summary').click()
    await volunteer.page.locator('details li').first().waitFor()
    await volunteer.shot('hazard-history', { fullPage: true })
  })
}

/** d: the grid assistant, without a network, sets what the desk sets too. */
export async function clash(world, step) {
  const { hub, browser, officer, volunteer, second } = world
  const severity = { 'data-field': 'severity' }
  const both = async (person) => {
    await person.see('clash', severity, BY_ITSELF)
    const said = await person.at('clash', severity).innerText()
    assert(said.includes('危险') && said.includes('一般'), said)
  }

  await step('two people set the urgency at once: both screens show both values', async () => {
    const assistant = await Phone.enrol(program('jinshui'), join(world.folder, 'assistant'), hub, 'assistant-17')
    await assistant.sync()
    const { heads } = await assistant.command('hazard.show', { id: second })
    await volunteer.go(`/hazard/${second}`)
    await officer.go(`/desk/reports/${second}`)
    await officer.tap('edit-open')
    await officer.at('edit-save').waitFor()
    await officer.tap('edit-severity-normal')
    await officer.shot('desk-edit')
    await officer.tap('edit-save')
    await officer.gone('edit-save')
    await volunteer.at('hazard-detail').locator('[data-severity="normal"]').waitFor({ timeout: BY_ITSELF })
    await assistant.command('hazard.edit', { id: second, heads, severity: 'danger' })
    await assistant.sync()
    await Promise.all([both(officer), both(volunteer)])
    await officer.shot('desk-clash')
    await volunteer.shot('hazard-clash', { fullPage: true })
  })
  await step('it stands among those to choose, on the desk and on the phone', async () => {
    await officer.tap('chip-clashed')
    await officer.see('desk-row', { 'data-id': second })
    assert.equal(await officer.at('desk-row').count(), 1)
    await officer.shot('desk-clashed')
    await officer.tap('chip-all')
  })
  await step('the office chooses, and both screens agree by themselves', async () => {
    world.clerk = await Person.comes(browser, 'office', DESK, { url: hub.url, folder: world.out })
    await world.clerk.signIn(hub, 'office-1')
    await world.clerk.go(`/desk/reports/${second}`)
    await both(world.clerk)
    await world.clerk.at('clash-option').filter({ hasText: '危险' }).click()
    for (const person of [world.clerk, officer, volunteer]) {
      await person.gone('clash', severity, BY_ITSELF)
      await person.at('hazard-detail').locator('[data-severity="danger"]').waitFor({ timeout: BY_ITSELF })
    }
    await world.clerk.shot('desk-chosen')
  })
  await step('an 急 chip finds what cannot wait', async () => {
    await officer.tap('chip-urgent')
    await officer.page.waitForFunction(() => document.querySelectorAll('[data-testid="desk-row"]').length === 1)
    await officer.see('desk-row', { 'data-id': second })
    await officer.tap('chip-all')
  })
  await step('it belongs to another grid: the officer moves it, it leaves the phone, and comes back whole', async () => {
    const move = async (grid, name) => {
      await officer.go(`/desk/reports/${second}`)
      await officer.tap('move-open')
      await officer.write('move-search', name)
      await officer.tap('move-place', { 'data-id': grid })
      await officer.shot(`desk-move-${grid}`)
      await officer.tap('move-confirm')
      await officer.gone('move-confirm')
    }
    await volunteer.go('/')
    const row = { 'data-id': second }
    await volunteer.see('hazard-row', row, BY_ITSELF)
    await move('g18', '18')
    await volunteer.gone('hazard-row', row, BY_ITSELF)
    await officer.gone('moving', {}, BY_ITSELF)
    await officer.shot('desk-moved')
    await move('g17', '17')
    await volunteer.see('hazard-row', row, BY_ITSELF)
    await officer.gone('moving', {}, BY_ITSELF)
  })
}

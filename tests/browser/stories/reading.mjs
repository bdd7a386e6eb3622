// What people read: words that want to be more than words, the other language, the largest type.
import assert from 'node:assert/strict'
import { BY_ITSELF } from '../people.mjs'

const HOSTILE = '<img src=x onerror="document.title=\'taken\';alert(1)"><script>alert(2)</script> {{ 7 * 7 }} <a href="javascript:alert(3)">x</a>'

/** g: whatever somebody writes is shown as what they wrote. */
export async function hostile(world, step) {
  const { officer, volunteer } = world

  await step('words that look like a page are shown as words', async () => {
    await volunteer.go('/report')
    await volunteer.tap('category-other')
    await volunteer.tap('place')
    await volunteer.write('place-free', '<svg onload=alert(4)>')
    await volunteer.shot('place', { fullPage: true })
    await volunteer.tap('place-use-free')
    await volunteer.write('words', HOSTILE)
    await volunteer.tap('submit-report')
    const id = await (await volunteer.see('saved')).getAttribute('data-id')
    world.hostile = id
    await volunteer.go(`/hazard/${id}`)
    assert.equal(await (await volunteer.see('hazard-words')).innerText(), HOSTILE)
    await volunteer.write('comment-text', HOSTILE)
    await volunteer.tap('comment-send')
    await volunteer.reads('story', HOSTILE)
    await volunteer.shot('hazard-hostile', { fullPage: true })
    await officer.go(`/desk/reports/${id}`)
    await officer.see('desk-row', { 'data-id': id }, BY_ITSELF)
    await officer.at('story').filter({ hasText: HOSTILE }).waitFor({ timeout: BY_ITSELF })
    assert.equal(await officer.at('hazard-words').innerText(), HOSTILE)
    await officer.shot('desk-hostile')
    for (const { page } of [officer, volunteer]) {
      assert.equal(await page.title(), '金水巡防')
      assert.equal(await page.locator('[onerror], [onload], a[href^="javascript"], main script').count(), 0)
    }
  })
}

/** Every screen a person comes to: its address, what shows that it is there, and what shows after a tap on that. */
function screens(person, { second, hostile: odd, patrol, home }) {
  const both = [
    ['outbox', '/outbox', 'sending-line'], ['community', '/community', 'node-c'], ['report', '/report', 'submit-report'],
    ['place', '/report', 'place', 'place-building'], ['me', '/me', 'sign-out'],
  ]
  const street = [
    ['home', '/home', 'hazard-row'], ['records', '/records', 'hazard-row'], ['hazard', `/hazard/${second}`, 'story'],
    ['edit', `/hazard/${second}`, 'edit-open', 'edit-save'], ['hostile', `/hazard/${odd}`, 'story'], ['saved', `/saved/${second}`, 'hazard-row'],
    ['patrol-start', '/patrol', 'start-patrol'], ['patrol', `/patrol/${patrol}`, 'ticks'], ['patrols', '/records/patrols', 'patrol-row'],
  ]
  const desk = [
    ['todo', '/desk/todo', 'desk-row'], ['opened', `/desk/reports/${second}`, 'story'], ['hostile', `/desk/reports/${odd}`, 'story'],
    ['assign', `/desk/reports/${second}`, 'act-assign', 'assignee-member'], ['edit', `/desk/reports/${second}`, 'edit-open', 'edit-save'],
    ['patrols', `/desk/patrols/${patrol}`, 'ticks'], ['homes', '/desk/homes', 'homes-table'], ['home', `/desk/homes/${home}`, 'home-detail'],
    ['search', '/desk/search', 'rail-find'],
  ]
  return [...(person.screen.hasTouch ? street : desk), ...both].map(([name, ...how]) => [`${person.name}-${name}`, ...how])
}

async function* visits(person, world) {
  for (const [name, path, shows, then] of screens(person, world)) {
    await person.go(path)
    await person.see(shows)
    if (then) {
      await person.tap(shows)
      await person.see(then)
    }
    yield name
    if (then) await person.page.keyboard.press('Escape')
  }
}

/** Names and words of people, which stay as they are in every language. */
async function data(world) {
  const known = new Set(['中文'])
  await world.office.sync()
  const { nodes } = await world.office.command('community.show')
  nodes.forEach((node) => known.add(node.name))
  for (const within of ['c', 'g17']) {
    const { members } = await world.office.command('member.list', { within })
    members.forEach((member) => known.add(member.name).add(member.salutation))
  }
  const { rows } = await world.office.command('hazard.list', { limit: 100 })
  for (const { id } of rows) {
    const view = await world.office.command('hazard.show', { id })
    known.add(view.words).add(view.card.reporter.name).add(view.card.place.building)
    view.comments.forEach((comment) => known.add(comment.text).add(comment.by.name))
    const { entries } = await world.office.command('record.history', { id })
    entries.forEach((entry) => known.add(entry.by?.name ?? ''))
    view.steps.forEach((step) => known.add(step.note).add(step.by.name))
  }
  for (const { name, current } of (await world.office.command('checklist.list')).rows) {
    known.add(name)
    current.items.forEach((item) => known.add(item.text))
  }
  for (const { id } of (await world.office.command('home.list', { limit: 100 })).rows) {
    const home = await world.office.command('home.show', { id })
    for (const person of [...home.residents, ...home.gone]) known.add(person.name).add([...person.name][0])
    home.looks.forEach((look) => known.add(look.purpose))
  }
  return [...known].filter((text) => text !== '').sort((a, b) => b.length - a.length)
}

/** The Chinese that is left on a screen besides `known`. */
function chinese(known) {
  const found = []
  const look = (text) => {
    const left = known.reduce((rest, one) => rest.split(one).join(' '), text)
    if (/[\u3400-\u9fff]/.test(left)) found.push(text.trim())
  }
  look(document.title)
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) if (walk.currentNode.parentElement.closest('noscript') === null) look(walk.currentNode.data)
  for (const element of document.querySelectorAll('body *')) {
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) look(element.getAttribute(name) ?? '')
  }
  return found
}

/** f: English all through. */
export async function languages(world, step) {
  const known = await data(world)
  for (const person of [world.volunteer, world.officer]) {
    await step(`in English no Chinese is left on the screens of the ${person.name}`, async () => {
      await person.go('/me')
      await person.tap('language-en')
      await person.page.waitForFunction(() => document.documentElement.lang === 'en')
      await person.gone('announced')
      let seen = 0
      for await (const name of visits(person, world)) {
        assert.deepEqual(await person.page.evaluate(chinese, known), [], name)
        await person.shot(`en-${name}`)
        seen += 1
      }
      await person.go('/me')
      await person.tap('language-zh')
      await person.page.waitForFunction(() => document.documentElement.lang !== 'en')
      return `${seen} screens`
    })
  }
}

/** f: the largest type fits everywhere. */
export async function sizes(world, step) {
  for (const person of [world.volunteer, world.officer]) {
    await step(`特大: nothing sticks out at the side for the ${person.name}`, async () => {
      await person.go('/me')
      await person.tap('text-huge')
      await person.page.waitForFunction(() => document.documentElement.dataset.text === 'huge')
      let seen = 0
      for await (const name of visits(person, world)) {
        await person.shot(`huge-${name}`)
        seen += 1
      }
      return `${seen} screens`
    })
  }
}

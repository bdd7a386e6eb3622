// What was not taken: the desk reads it in words, and writes it once more under its own name (R19).
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { BY_ITSELF } from '../people.mjs'
import { program } from '../world.mjs'
import { Phone } from '../../window/world.mjs'

const SAID = '我在现场看了，还要再清一次'
const ALSO = '明天上午再来看一眼'

/** e: a phone that was taken out of use brings what it had not sent as a file. */
export async function refusals(world, step) {
  const { hub, officer, volunteer, first } = world
  let file

  await step('what a phone that is out of use had written lies in the box, and the desk hears of it', async () => {
    const assistant = await Phone.enrol(program('jinshui'), join(world.folder, 'lost'), hub, 'assistant-17')
    await assistant.sync()
    for (const text of [SAID, ALSO]) await assistant.command('comment.add', { id: first, text })
    file = join(world.folder, 'lost.jinshui')
    await assistant.cli('hand-over', file)
    const { device } = await assistant.command('me.show')
    await officer.go('/desk/todo')
    await hub.call('revoke', '--device', device)
    const taken = await hub.call('take-in', file)
    assert.equal(taken.refused, 2, JSON.stringify(taken))
    await officer.at('rail-refusals').filter({ hasText: '2' }).waitFor({ timeout: BY_ITSELF })
    await officer.tap('rail-refusals')
    await officer.at('boxed-item').filter({ hasText: SAID }).waitFor()
    await officer.reads('boxed-open', '已经停用')
    await officer.shot('refusals')
  })
  await step('it is written once more under the name of who does it, and everybody reads it', async () => {
    await volunteer.go(`/hazard/${first}`)
    await officer.at('boxed-item').filter({ hasText: SAID }).getByTestId('boxed-refile').click()
    await officer.at('boxed-done').filter({ hasText: SAID }).waitFor()
    await officer.reads('boxed-done', '补报了')
    await volunteer.at('story').filter({ hasText: SAID }).waitFor({ timeout: BY_ITSELF })
  })
  await step('what needs nothing more is put away, and the count is gone', async () => {
    await officer.at('boxed-item').filter({ hasText: ALSO }).getByTestId('boxed-settle').click()
    await officer.at('boxed-done').filter({ hasText: ALSO }).waitFor()
    await officer.reads('boxed-open', '没有等着看的')
    await officer.at('rail-refusals').locator('.count').waitFor({ state: 'detached', timeout: BY_ITSELF })
    await officer.shot('refusals-done')
  })
}

// The office's workbook comes in, and a register goes out.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../world.mjs'

const BOOK = join(root, 'tests/workbooks/openpyxl-office.xlsx')

/** j: what a clerk does with a workbook. */
export async function tables(world, step) {
  const { clerk } = world
  const number = async (key) => Number(await clerk.at('import-numbers').locator(`[data-testid="import-${key}"]`).getAttribute('data-n'))

  await step('a workbook as offices keep it is shown before anything is written', async () => {
    await clerk.tap('rail-tables')
    await clerk.at('import-file').setInputFiles(BOOK)
    await clerk.see('import-numbers', {}, 30_000)
    await clerk.shot('desk-import', { fullPage: true })
    assert((await number('added')) > 0)
    let all = 0
    for (const key of ['added', 'changed', 'unchanged', 'duplicate', 'refused']) all += await number(key)
    await clerk.reads('import-numbers', `一共 ${all} 行`)
    await clerk.see('refused-table')
  })
  await step('what can be taken is taken in, and the same workbook again changes nothing', async () => {
    await clerk.tap('import-apply')
    await clerk.see('import-done', {}, 60_000)
    await clerk.shot('desk-imported', { fullPage: true })
    await clerk.tap('import-again')
    await clerk.at('import-file').setInputFiles(BOOK)
    await clerk.see('import-nothing', {}, 30_000)
    assert.equal(await number('added'), 0)
  })
  await step('what is no workbook says so in words', async () => {
    await clerk.at('import-file').setInputFiles({ name: '名单.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('hello') })
    await clerk.see('failure', { 'data-code': 'not_a_workbook' })
    await clerk.shot('desk-import-failed')
  })
  await step('the register of homes goes out as a workbook', async () => {
    await clerk.tap('tables-out')
    const saved = clerk.page.waitForEvent('download')
    await clerk.tap('export-home-xlsx')
    const download = await saved
    assert.match(download.suggestedFilename(), /^住户-\d{4}-\d{2}-\d{2}\.xlsx$/)
    assert.equal(readFileSync(await download.path()).subarray(0, 2).toString(), 'PK')
    await clerk.shot('desk-export')
    return download.suggestedFilename()
  })
}

// The hub that serves the screens, and where its programs are.
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { stop } from '../window/waiting.mjs'

const execute = promisify(execFile)

export const root = fileURLToPath(new URL('../..', import.meta.url))
const programs = process.env.JINSHUI_TARGET ?? process.env.JINSHUI_BIN ?? join(root, 'target/debug')
const screens = join(root, 'ui/dist')

/** A built program; one that is missing fails the run. */
export function program(name) {
  const found = [join(programs, name), join(programs, 'debug', name)].find((path) => existsSync(path))
  assert(found, `${name} is not in ${programs}: scripts/test.sh browser builds it (JINSHUI_TARGET names another folder)`)
  return found
}

/** The hub of the demonstration community, with the screens; `down` and `up` are what a power cut does. */
export class Hub {
  constructor(folder, log) {
    this.program = program('jinshui-sync-server')
    assert(existsSync(join(screens, 'index.html')), `${screens} is not built: npm --prefix ui run build`)
    this.data = join(folder, 'hub')
    this.log = log
    /** Any free port at first, then the same one again: browsers stay where they are. */
    this.listen = '127.0.0.1:0'
  }

  /** A subcommand beside the running hub; its line of JSON, where it prints one. */
  async call(command, ...args) {
    const { stdout } = await execute(this.program, [command, '--data', this.data, ...args], { timeout: 30_000 })
    return JSON.parse(stdout)
  }

  async up() {
    const log = openSync(this.log, 'a')
    const args = ['serve', '--data', this.data, '--listen', this.listen, '--json', '--ui', screens]
    this.child = spawn(this.program, args, { stdio: ['ignore', 'pipe', log] })
    closeSync(log)
    const late = setTimeout(() => this.child.kill('SIGKILL'), 20_000)
    const { value } = await createInterface({ input: this.child.stdout })[Symbol.asyncIterator]().next()
    clearTimeout(late)
    assert(value, `the hub did not come up; see ${this.log}`)
    this.url = JSON.parse(value).listening
    this.listen = new URL(this.url).host
  }

  /** Killed, as a power cut does. */
  down() {
    return this.child ? stop(this.child, 'SIGKILL') : undefined
  }

  /** The office agrees to the device that shows this check code. */
  approve(check) {
    return this.call('approve', '--check', check)
  }

  /** A one-time code for a member of the demonstration community. */
  async invite(member) {
    return (await this.call('invite', '--member', member)).code
  }
}

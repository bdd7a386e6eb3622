// The world around the window: a real hub on a port of its own, and other phones without a screen.
import { execFile, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { join } from 'node:path'
import { freePort, stop, until } from './waiting.mjs'

const execute = promisify(execFile)

/** The hub of the demonstration community; `down` and `up` are what a village's power does. */
export class Hub {
  static async open(binary, folder) {
    const hub = new Hub()
    hub.binary = binary
    hub.data = join(folder, 'hub')
    hub.port = await freePort()
    hub.url = `http://127.0.0.1:${hub.port}`
    await hub.call('init', '--community', 'demo')
    await hub.up()
    return hub
  }

  /** A subcommand beside the running hub; its one line of JSON. */
  async call(command, ...args) {
    const { stdout } = await execute(this.binary, [command, '--data', this.data, ...args], { timeout: 30_000 })
    return JSON.parse(stdout)
  }

  async up() {
    const listen = ['serve', '--data', this.data, '--listen', `127.0.0.1:${this.port}`, '--json']
    this.child = spawn(this.binary, listen, { stdio: ['ignore', 'ignore', 'inherit'] })
    await until('the hub answers', 20_000, async () => {
      if (this.child.exitCode !== null) throw new Error(`the hub ended with ${this.child.exitCode}`)
      await fetch(this.url, { signal: AbortSignal.timeout(2_000) })
      return true
    })
  }

  /** Killed, as a power cut does. */
  down() {
    return stop(this.child, 'SIGKILL')
  }

  /** A one-time code for a member of the demonstration community. */
  async invite(member) {
    return (await this.call('invite', '--member', member)).code
  }
}

/** A phone without a screen: `jinshui`, whose exec speaks JSON lines. */
export class Phone {
  static async enrol(binary, home, hub, member) {
    const phone = new Phone()
    phone.binary = binary
    phone.home = home
    await phone.cli('enrol', '--server', hub.url, '--code', await hub.invite(member))
    return phone
  }

  cli(...args) {
    return execute(this.binary, ['--home', this.home, ...args], { timeout: 30_000 })
  }

  sync() {
    return this.cli('sync')
  }

  /** One command, as a screen would send it; its reply, or its failure as an error. */
  async command(command, args = {}) {
    const child = spawn(this.binary, ['--home', this.home, 'exec'], { stdio: ['pipe', 'pipe', 'inherit'] })
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    try {
      child.stdin.end(`${JSON.stringify({ id: 1, command, args })}\n`)
      const { value } = await lines.next()
      const reply = JSON.parse(value ?? '{}')
      if (reply.ok === undefined) throw new Error(`${command}: ${value}`)
      return reply.ok
    } finally {
      await stop(child)
    }
  }
}

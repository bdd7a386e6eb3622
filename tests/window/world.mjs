// A phone without a screen: `jinshui`, whose exec speaks JSON lines.
import { execFile, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { stop } from './waiting.mjs'

const execute = promisify(execFile)

/** One device, enrolled for a member of the demonstration community. */
export class Phone {
  static async enrol(binary, home, hub, member) {
    const phone = new Phone()
    phone.binary = binary
    phone.home = home
    const words = ['enrol', '--server', hub.url, '--code', await hub.invite(member)]
    const { stdout } = await phone.cli(...words, '--ask')
    await hub.approve(JSON.parse(stdout).waiting.check)
    await phone.cli(...words)
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

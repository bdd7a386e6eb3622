// A WebDriver client of the few calls we need, on WebKitGTK's own driver: it opens the real app, real window and all.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { freePort, stop, until } from './waiting.mjs'

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

/** Opens the app's window. `env` is what the app sees besides our own environment. */
export async function openWindow(binary, env) {
  const port = await freePort()
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    env: { ...process.env, ...env, TAURI_AUTOMATION: 'true', TAURI_WEBVIEW_AUTOMATION: 'true' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const call = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(20_000),
    })
    const { value } = await answer.json()
    if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`)
    return value
  }
  try {
    await until('the driver answers', 10_000, async () => (await call('GET', '/status')).ready)
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: [] } } }
    const { sessionId } = await call('POST', '/session', { capabilities })
    return new Window((method, path, body) => call(method, `/session/${sessionId}${path}`, body), driver)
  } catch (error) {
    await stop(driver)
    throw error
  }
}

class Window {
  constructor(call, driver) {
    this.call = call
    this.driver = driver
  }

  /** Runs a function's body in the page and brings its value back. */
  run(script, ...args) {
    return this.call('POST', '/execute/sync', { script, args })
  }

  /** The first element that matches and can be seen; waits for it. */
  async find(selector, timeout = 10_000) {
    return until(`${selector} is on the screen`, timeout, async () => {
      const found = await this.call('POST', '/elements', { using: 'css selector', value: selector })
      for (const { [ELEMENT]: id } of found) {
        if (await this.call('GET', `/element/${id}/displayed`)) return id
      }
      return undefined
    })
  }

  /** Taps as a finger does: scrolled to where it is in the open, and refused where something else lies on top. */
  async tap(selector) {
    await until(`${selector} can be tapped`, 10_000, async () => {
      const element = await this.find(selector)
      await this.run(`arguments[0].scrollIntoView({ block: 'center' })`, { [ELEMENT]: element })
      await this.call('POST', `/element/${element}/click`, {})
      return true
    })
  }

  async type(selector, text) {
    await this.call('POST', `/element/${await this.find(selector)}/value`, { text })
  }

  /** What an element says. */
  async read(selector) {
    return (await this.call('GET', `/element/${await this.find(selector)}/text`)).trim()
  }

  /** Waits until an element has this value of an attribute, without touching anything. */
  async see(selector, attribute, wanted, timeout = 10_000) {
    let last
    await until(() => `${selector} has ${attribute}=${wanted} (last: ${last})`, timeout, async () => {
      last = await this.run(`return document.querySelector(arguments[0])?.getAttribute(arguments[1])`, selector, attribute)
      return last === wanted
    })
  }

  /** A picture of the page, once what was last changed has been drawn. */
  async screenshot(file) {
    await this.call('POST', '/execute/async', {
      script: 'const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 300)))',
      args: [],
    })
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, Buffer.from(await this.call('GET', '/screenshot'), 'base64'))
  }

  /** Notes from now on what the page wanted and the content policy refused. */
  watchPolicy() {
    return this.run(`window.refusedByPolicy = []
      addEventListener('securitypolicyviolation', (event) => window.refusedByPolicy.push(
        event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sourceFile))`)
  }

  refusedByPolicy() {
    return this.run('return window.refusedByPolicy')
  }

  /** What an empty battery does: the app is gone between two instructions. */
  async kill() {
    const { pid } = this.driver
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).map(Number)
    for (const child of children) process.kill(child, 'SIGKILL')
    await stop(this.driver)
  }

  async close() {
    await this.call('DELETE', '').catch(() => {})
    await stop(this.driver)
  }
}

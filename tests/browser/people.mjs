// People at their screens: a tap, a word, a look. Nothing waits for time to pass; every wait is for what is to be seen.
import assert from 'node:assert/strict'
import { join } from 'node:path'

/** What happens by itself is promised within ten seconds; the rest is for a slow computer. */
export const BY_ITSELF = 20_000
export const PHONE = { viewport: { width: 412, height: 915 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1 }
export const DESK = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 }
const AGENT = 'Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36'
/** What a browser says by itself where an answer is no 200, or none comes: the screens say it in words. */
const EXPECTED = /^Failed to load resource: (the server responded with a status of 4(01|03|04|22)|net::ERR_(CONNECTION_|EMPTY_RESPONSE|INCOMPLETE_CHUNKED|SOCKET_NOT_CONNECTED|NETWORK_CHANGED))/

/** What must never happen on any screen: an error, a dialog, something from elsewhere. */
export const amiss = []
/** Everybody who looks at a screen now. */
export const everybody = new Set()
let shots = 0

export class Person {
  static async comes(browser, name, screen, { url, folder }) {
    const person = new Person()
    const phone = screen.hasTouch ? { userAgent: AGENT } : {}
    person.context = await browser.newContext({ ...screen, ...phone, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    Object.assign(person, { name, screen, url, folder, taps: 0 })
    await person.context.addInitScript(() => {
      if (!localStorage.getItem('jinshui.theme')) localStorage.setItem('jinshui.theme', 'day')
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI}`)
      })
    })
    person.page = await person.context.newPage()
    person.page.setDefaultTimeout(10_000)
    const wrong = (what) => amiss.push(`${name}: ${what}`)
    person.page.on('pageerror', (error) => wrong(`error: ${error.message}`))
    person.page.on('console', (message) => {
      // Only of commands: 404 says that a picture is still on its way.
      const expected = EXPECTED.test(message.text()) && message.location().url.startsWith(`${url}/console/`)
      if (message.type() === 'error' && !expected) wrong(`console: ${message.text()} ${message.location().url}`)
    })
    person.page.on('dialog', (dialog) => {
      wrong(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    person.page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url())
      if (!['blob:', 'data:'].includes(protocol) && origin !== new URL(url).origin) wrong(`asked elsewhere: ${request.url()}`)
    })
    everybody.add(person)
    return person
  }

  async leaves() {
    everybody.delete(this)
    await this.context.close()
  }

  /** An element by its name in the screens' table, with attributes where there are several. */
  at(testid, attributes = {}) {
    const more = Object.entries(attributes).map(([name, value]) => `[${name}="${value}"]`).join('')
    return this.page.locator(`[data-testid="${testid}"]${more}`)
  }

  /** A finger on the phone, the mouse at the desk. */
  async tap(testid, attributes) {
    const element = this.at(testid, attributes).first()
    await (this.screen.hasTouch ? element.tap() : element.click())
    this.taps += 1
  }

  async write(testid, words) {
    await this.at(testid).fill(words)
  }

  async see(testid, attributes, timeout = 10_000) {
    const element = this.at(testid, attributes).first()
    await element.waitFor({ state: 'visible', timeout })
    return element
  }

  /** Waits until it is not there any more. */
  async gone(testid, attributes, timeout = 10_000) {
    await this.at(testid, attributes).first().waitFor({ state: 'detached', timeout })
  }

  /** Waits until an element says this. */
  async reads(testid, words, timeout = 10_000) {
    await this.at(testid).filter({ hasText: words }).first().waitFor({ state: 'visible', timeout })
  }

  async go(path) {
    await this.page.goto(`${this.url}/#${path}`)
  }

  /** Comes in by a code, and the office agrees to the check code on the screen. */
  async signIn(hub, member) {
    await this.page.goto(`${this.url}/`)
    await this.write('enrol-code', await hub.invite(member))
    await this.tap('enrol-submit')
    await this.isLetIn(hub)
    await this.see(this.screen.hasTouch ? 'tab-home' : 'rail-todo')
  }

  /** Waits at the door; the office agrees by its command line. */
  async isLetIn(hub) {
    await hub.approve(await (await this.see('enrol-check')).innerText())
    await this.gone('enrol-check', {}, BY_ITSELF)
  }

  /** A photo from the camera: the file itself, as the camera hands it over. */
  async photograph(buffer) {
    await this.at('photo-input').first().setInputFiles({ name: 'IMG_20261122_201533.jpg', mimeType: 'image/jpeg', buffer })
  }

  /** A picture of the screen as it is; also checks that nothing is wider than it. */
  async shot(name, options = {}) {
    await this.page.evaluate(() => document.fonts.ready)
    const path = join(this.folder, `${String(++shots).padStart(2, '0')}-${name}.png`)
    await this.page.screenshot({ path, animations: 'disabled', ...options })
    assert.equal(await this.sideways(), '', `${name} scrolls sideways`)
  }

  /** What sticks out at the side of the screen; empty where nothing does. */
  sideways() {
    return this.page.evaluate(() => {
      const width = document.documentElement.clientWidth
      if (document.documentElement.scrollWidth <= width) return ''
      const out = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width + 0.5)
      return `${document.documentElement.scrollWidth - width} px: ${out.map((element) => element.dataset.testid ?? element.className).join(', ')}`
    })
  }
}

// Waiting for what happens, never for time to pass; and ending what was started.
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** Asks again and again until the answer is truthy; the last error is told where it never is. */
export async function until(what, timeout, ask) {
  const end = Date.now() + timeout
  let error
  for (;;) {
    try {
      const answer = await ask()
      if (answer) return answer
      error = undefined
    } catch (thrown) {
      error = thrown
    }
    if (Date.now() > end) {
      const words = typeof what === 'function' ? what() : what
      throw new Error(`waited ${timeout} ms in vain: ${words}`, { cause: error })
    }
    await pause(50)
  }
}

/** A port nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** Ends a child by its process id, and waits until it is gone. */
export async function stop(child, signal = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await gone
  clearTimeout(late)
}

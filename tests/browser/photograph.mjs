// A photo as a camera would make it: drawn, so that no real place or person is in the repository.
export async function photograph(browser, number) {
  const page = await browser.newPage()
  try {
    const base64 = await page.evaluate(draw, number)
    return Buffer.from(base64, 'base64')
  } finally {
    await page.close()
  }
}

/** In the page: a stairwell's front door at dusk, a fire lane, and what stands in it. */
function draw(number) {
  const [width, height] = [1600, 1200]
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const to = canvas.getContext('2d')
  const box = (colour, x, y, w, h) => {
    to.fillStyle = colour
    to.fillRect(x, y, w, h)
  }
  const wheel = (x, y, r) => {
    to.fillStyle = '#1d1d1f'
    to.beginPath()
    to.arc(x, y, r, 0, 7)
    to.fill()
    to.fillStyle = '#8d9196'
    to.beginPath()
    to.arc(x, y, r * 0.5, 0, 7)
    to.fill()
  }
  const wall = to.createLinearGradient(0, 0, 0, 820)
  wall.addColorStop(0, ['#b9a58c', '#a9b0b5', '#c2ac94'][number % 3])
  wall.addColorStop(1, ['#d9c6ab', '#c6ccd0', '#dcc8b0'][number % 3])
  box(wall, 0, 0, width, 820)
  for (let x = 70; x < width; x += 400) for (let y = 60; y < 500; y += 230) {
    box('#f1ede4', x - 12, y - 12, 264, 174)
    box((x + y + number) % 3 === 0 ? '#ffd98a' : '#53677a', x, y, 240, 150)
    box('#f1ede4', x + 114, y, 12, 150)
  }
  box('#56443a', 660, 500, 280, 320)
  box('#3a5a4a', 684, 524, 110, 296)
  box('#3a5a4a', 806, 524, 110, 296)
  box('#c9a227', 700, 470, 200, 40)
  box('#777a7d', 0, 820, width, 380)
  to.strokeStyle = '#f2c500'
  to.lineWidth = 16
  to.strokeRect(220, 900, 1160, 240)
  for (let x = 260; x < 1380; x += 110) {
    to.beginPath()
    to.moveTo(x, 900)
    to.lineTo(x - 90, 1140)
    to.stroke()
  }
  if (number % 3 === 1) {
    for (let bike = 0; bike < 4; bike++) {
      const x = 330 + bike * 260
      wheel(x, 1010, 64)
      wheel(x + 170, 1010, 64)
      box(['#b5322b', '#2d5aa8', '#2f7d4f', '#6d4a8c'][bike], x - 10, 900, 180, 62)
      box('#242424', x + 20, 868, 110, 30)
      box('#242424', x + 150, 830, 20, 110)
    }
  } else {
    box('#eef0f1', 380, 720, 820, 300)
    box('#dfe3e6', 380, 940, 820, 80)
    box('#41505c', 430, 750, 200, 120)
    box('#41505c', 660, 750, 200, 120)
    box('#41505c', 890, 750, 240, 120)
    box('#c23b30', 380, 880, 30, 50)
    wheel(540, 1024, 78)
    wheel(1040, 1024, 78)
  }
  return canvas.toDataURL('image/jpeg', 0.85).split(',')[1]
}

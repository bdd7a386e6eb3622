// Who may use whom (docs/architecture.md, “The house”): red on an arrow that is not allowed.
//
// Crates are judged by what cargo resolves, through everything in between; sources by what they name.
//   node scripts/check-arrows.mjs [root]
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)))

/** crate → crates it must not reach by normal or build dependencies, however long the way. */
const crates = {
  'jinshui-core': ['rusqlite', 'reqwest', 'axum', 'tokio', 'tauri', 'jinshui-device', 'jinshui-sync-server'],
  'jinshui-device': ['axum', 'tauri', 'jinshui-sync-server', 'jinshui-tests', 'jinshui-bench', 'jinshui-fuzz'],
  'jinshui-sync-server': ['tauri', 'jinshui-tests', 'jinshui-bench', 'jinshui-fuzz'],
  'jinshui-app': ['axum', 'jinshui-sync-server', 'jinshui-tests', 'jinshui-bench', 'jinshui-fuzz'],
}

/** folder, what its sources must not name, and the part of the folder that may. */
const sources = [
  { folder: 'ui/src', ends: /\.(ts|tsx|js|mjs|vue)$/, names: /@tauri-apps\//, except: /^bridge\// },
  { folder: 'sync-server/src', ends: /\.rs$/, names: /\bjinshui_device\b/, except: /^(console|demo)(\.rs$|\/)/ },
]

/** For each package id: the ids it needs at run or build time, and its name. */
function graph() {
  const text = execFileSync('cargo', ['metadata', '--locked', '--format-version', '1'], {
    cwd: root, maxBuffer: 1 << 28, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { packages, resolve } = JSON.parse(text)
  const names = new Map(packages.map((p) => [p.id, p.name]))
  const needs = new Map(resolve.nodes.map((node) => [
    node.id,
    node.deps.filter((dep) => dep.dep_kinds.some((kind) => kind.kind !== 'dev')).map((dep) => dep.pkg),
  ]))
  return { names, needs }
}

/** The shortest way from a crate to a forbidden one, as names; nothing where there is none. */
function wayTo({ names, needs }, start, forbidden) {
  const from = new Map([[start, null]])
  for (const id of from.keys()) { // a Map hands out what is added while it is walked
    if (id !== start && forbidden.includes(names.get(id))) {
      const way = []
      for (let step = id; step; step = from.get(step)) way.unshift(names.get(step))
      return way
    }
    for (const next of needs.get(id) ?? []) if (!from.has(next)) from.set(next, id)
  }
  return undefined
}

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* files(path)
    else yield path
  }
}

const found = []
const resolved = graph()
for (const [crate, forbidden] of Object.entries(crates)) {
  const id = [...resolved.names].find(([, name]) => name === crate)?.[0]
  if (!id) { found.push(`${crate} is not in the workspace: this check has lost its subject`); continue }
  for (const one of forbidden) {
    const way = wayTo(resolved, id, [one])
    if (way) found.push(`${crate} must not use ${one}: ${way.join(' → ')}`)
  }
}
for (const { folder, ends, names, except } of sources) {
  let read = 0
  for (const path of files(join(root, folder))) {
    const inside = relative(join(root, folder), path)
    if (!ends.test(inside)) continue
    read += 1
    if (except.test(inside)) continue
    readFileSync(path, 'utf8').split('\n').forEach((line, at) => {
      if (names.test(line)) found.push(`${relative(root, path)}:${at + 1} must not name ${names.source}: ${line.trim()}`)
    })
  }
  if (read === 0) found.push(`${folder} holds no sources: this check has lost its subject`)
}

for (const line of found) console.error(`arrow: ${line}`)
if (found.length > 0) process.exit(1)
console.log(`arrows: ${Object.keys(crates).length} crates and ${sources.length} folders use only what they may`)

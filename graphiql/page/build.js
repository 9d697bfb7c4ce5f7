// The two steps that Vite does not do by itself: the licences of what is bundled, and compression.
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const modules = 'node_modules/'

// The fonts are named by url() in the style sheet, so they are in no module graph.
const outsideTheGraph = ['node_modules/@fontsource/fira-code', 'node_modules/@fontsource/roboto']

/** licenses gathers the packages of every bundle, workers included, and writes their licence texts into LICENSES. */
export function licenses(out) {
  const folders = new Set(outsideTheGraph)
  return {
    collect: {
      name: 'collect-licenses',
      moduleParsed({ id }) {
        const start = id.indexOf(modules)
        const end = id.lastIndexOf(modules) + modules.length
        const [scope, name] = id.slice(end).split('/')
        if (start >= 0) folders.add(id.slice(start, end) + (scope.startsWith('@') ? `${scope}/${name}` : scope))
      },
    },
    write: {
      name: 'write-licenses',
      closeBundle: () => writeFileSync(join(out, 'LICENSES'), notices(folders)),
    },
  }
}

function notices(folders) {
  const sections = [...folders].map((folder) => {
    const about = JSON.parse(readFileSync(join(folder, 'package.json')))
    const texts = readdirSync(folder)
      .filter((file) => /^(licen[cs]e|copying|notice|thirdpartynotices)/i.test(file))
      .sort()
      .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
    if (texts.length === 0) texts.push(`The package holds no licence text. Its source: ${about.repository?.url ?? about.repository}`)
    return [`${about.name} ${about.version} (${about.license})`, ...texts].join('\n\n')
  })
  const rule = `\n\n${'='.repeat(80)}\n\n`
  return ['The page in this folder bundles these packages.', ...[...new Set(sections)].sort()].join(rule) + '\n'
}

/** gzip replaces each file by its compressed form, which is what the server stores and sends. */
export function gzip(out) {
  return {
    name: 'gzip',
    closeBundle() {
      for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || entry.name === 'LICENSES') continue
        const file = join(entry.parentPath, entry.name)
        writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }))
        rmSync(file)
      }
    },
  }
}

/**
 * Runs before `npm start`, `npm test` and the others, on whatever Node the machine has: it installs what is locked and
 * builds what changed, and does nothing where nothing changed. Plain JavaScript without imports at the top, so that a
 * Node too old for the rest still gets as far as the sentence that says so.
 */
const oldestNode = [20, 20]
const oldestNpm = [10, 8]

const versionOf = (text) => text.split('.').map(Number)
const isOlder = (version, oldest) => version[0] < oldest[0] || (version[0] === oldest[0] && version[1] < oldest[1])

const stop = (sentence) => {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

const checkTools = () => {
  if (isOlder(versionOf(process.versions.node), oldestNode))
    stop(`Tenfold needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}. Install a newer Node.`)
  const npm = /npm\/(\d+\.\d+)/.exec(process.env.npm_config_user_agent || '')
  if (npm && isOlder(versionOf(npm[1]), oldestNpm))
    stop(`Tenfold needs npm ${oldestNpm.join('.')} or newer; this is ${npm[1]}. Run: npm install --global npm@11`)
}

/** True where node_modules holds what the lock says: npm writes down beside the packages what it installed. */
const isInstalled = async (project) => {
  const { readFile, access } = await import('node:fs/promises')
  const packages = async (path) => JSON.parse(await readFile(new URL(path, project), 'utf8')).packages
  try {
    const [locked, installed] = await Promise.all([
      packages('package-lock.json'),
      packages('node_modules/.package-lock.json'),
    ])
    await access(new URL('node_modules/.bin/node', project))
    const agrees = (name) => locked[name] && locked[name].integrity === installed[name].integrity
    const isPresent = (name) => name === '' || installed[name] || locked[name].optional
    return Object.keys(installed).every(agrees) && Object.keys(locked).every(isPresent)
  } catch {
    // No node_modules yet, or an installation that was interrupted: either way it has to be done.
    return false
  }
}

/** One hash over everything the page is built from. */
const fingerprint = async (project) => {
  const { createHash } = await import('node:crypto')
  const { readFile, readdir } = await import('node:fs/promises')
  const { join } = await import('node:path')
  const { fileURLToPath } = await import('node:url')
  const root = fileURLToPath(project)
  const files = ['package-lock.json', 'package.json', 'vite.config.ts']
  for (const folder of ['.config', 'src/web', 'src/contract', 'src/domain', 'public']) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => [])
    for (const entry of entries) if (entry.isFile()) files.push(join(entry.parentPath, entry.name).slice(root.length))
  }
  files.sort()
  const contents = await Promise.all(files.map((file) => readFile(join(root, file))))
  const hash = createHash('sha256')
  for (const [index, file] of files.entries())
    hash.update(`${file}\0${contents[index].length}\0`).update(contents[index])
  return hash.digest('hex')
}

const run = async (project, command, args, words) => {
  const { spawn } = await import('node:child_process')
  const code = await new Promise((resolve, reject) => {
    const isWindows = process.platform === 'win32'
    const child = spawn(command, args, { cwd: project, stdio: 'inherit', shell: isWindows && command === 'npm' })
    child.once('error', reject)
    child.once('exit', (exitCode) => resolve(exitCode))
  }).catch((error) => stop(`${words} could not start: ${error.message}`))
  if (code !== 0) stop(`${words} failed; what it printed above says why. Nothing was started.`)
}

const build = async (project, isForced) => {
  const { readFile, writeFile } = await import('node:fs/promises')
  const stamp = new URL('dist/.vite/built-from', project)
  const wanted = await fingerprint(project)
  const built = await readFile(stamp, 'utf8').catch(() => 'never built')
  if (built === wanted && !isForced) return
  process.stdout.write('Building the page. This happens once, and again when the sources change.\n')
  await run(
    project,
    'node_modules/.bin/node',
    ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
    'The build',
  )
  await writeFile(stamp, wanted)
}

const prepare = async (task) => {
  checkTools()
  const project = new URL('../../', import.meta.url)
  if (!(await isInstalled(project))) {
    process.stdout.write('Installing what package-lock.json names.\n')
    await run(project, 'npm', ['ci'], 'npm ci')
  }
  if (task !== 'install') await build(project, task === 'build')
}

prepare(process.argv[2]).catch((error) => stop(`Tenfold could not be prepared: ${error.message}`))

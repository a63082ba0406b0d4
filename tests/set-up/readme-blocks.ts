import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const project = join(import.meta.dirname, '../..')
export const readme = readFileSync(join(project, 'README.md'), 'utf8')

interface Block {
  /** Behind the language at the fence: nothing, `running` (while a server runs), `by-hand`, or the pipeline's maker. */
  readonly how: string
  readonly commands: string
}
/** What a job's script is run with, by the fence of its example. */
export const pipelines: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'github-actions': {
    GITHUB_RUN_ID: '4712',
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_REPOSITORY: 'shop/payments-api',
  },
  gitlab: { CI_PIPELINE_ID: '4713', CI_PIPELINE_URL: 'https://gitlab.example/shop/payments-api/-/pipelines/4713' },
}

/** The text that the example's one `|` holds, as a shell of the pipeline gets it. */
function scriptOf(yaml: string): string {
  const [, indented = ''] = /^ *(?:run: |- )\|\n([\s\S]*)$/m.exec(yaml) ?? []
  const depth = /^ */.exec(indented)?.[0].length ?? 0
  return indented.replaceAll(new RegExp(`^ {${depth}}`, 'gm'), '')
}

export const blocks: readonly Block[] = [...readme.matchAll(/^```(?:sh|yaml) ?(\S*)\n([\s\S]*?)^```$/gm)].map(
  ([, how = '', commands = '']) => ({ how, commands: how in pipelines ? scriptOf(commands) : commands }),
)

/** In the folder of a person who types it, with npm as it works in the folder of the project. */
export function inShell(
  commands: string,
  cwd: string,
  environment: NodeJS.ProcessEnv,
): Promise<{ code: number; out: string }> {
  const npm = `npm() { command npm --prefix "${project}" "$@"; }`
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', `${npm}\n${commands}`], { cwd, env: environment })
  let out = ''
  const listenTo = (part: Buffer): void => {
    out += part.toString()
  }
  shell.stdout.on('data', listenTo)
  shell.stderr.on('data', listenTo)
  return new Promise((resolve, reject) => {
    shell.once('error', reject)
    shell.once('close', (code) => resolve({ code: code ?? -1, out }))
  })
}

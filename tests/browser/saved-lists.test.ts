import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { explanations } from '../../src/web/shared/messages/en/explanations.ts'
import { en } from '../../src/web/shared/messages/en.ts'
import { readXlsx } from '../set-up/read-xlsx.ts'
import { placeNames, startWalk, type Walk, wide } from './walk.ts'

let walk: Walk
beforeAll(async () => {
  walk = await startWalk('en-GB')
  await walk.page.setViewportSize(wide)
})
afterAll(() => walk?.end())

/** What may stay without a file, and why. */
const withoutFile: Readonly<Record<string, string>> = {
  '.present *': 'a wall has no buttons; its figures are those of the pages',
  '.longest-blockers .blocker-lines': 'the first few of a list that its own page saves whole',
  '.rows-table, .refused-rows *, .import-table.refused, .import-table.verdicts':
    'rows of the reader’s own file, of which the refused ones are saved by a button of their own',
  '.stand-up-people, .people-heard': 'who was heard is of the team’s own screen; who was not is a list of the digest',
  '.clock-regions': 'hours that pass while they are read; what waits is in the file of feedback',
  '.location-table, .access-table, .settings-page .rating-groups':
    'what an administrator sets up by hand, a few rows of it; the ledger’s own export holds the locations',
  '.react-aria-CalendarGrid': 'a calendar to choose a day from',
  '.outbox-panel *': 'what waits on this device and is sent by itself',
}

/** Tables and lists of rows that the reader has before their eyes, and that nothing beside them saves. */
const unsaved = (): Promise<string[]> =>
  walk.page.evaluate(
    ([save, without]) => {
      const top = [...document.querySelectorAll('[role=dialog], .drawer')].at(-1) ?? document.querySelector('main')
      return [...(top?.querySelectorAll('table, ul[aria-label], ol[aria-label]') ?? [])]
        .filter((list) => {
          const rows = list.querySelectorAll(':scope > tbody > tr, :scope > li').length
          if (rows === 0 || !list.checkVisibility() || list.matches(without)) return false
          const part = '.section, .table-part, .drawer-part, .wave-part, .entries, .table-page, [role=dialog]'
          const buttons = (list.closest(part) ?? list.parentElement)?.querySelectorAll('button[aria-haspopup=dialog]')
          return ![...(buttons ?? [])].some((button) => button.textContent?.startsWith(save))
        })
        .map((list) => `${list.className}: ${list.getAttribute('aria-label') ?? list.querySelector('th')?.textContent}`)
    },
    [en.charts.save, Object.keys(withoutFile).join()] as const,
  )

test.each(placeNames)('%s: whatever stands in rows can be saved', async (name) => {
  await walk.open(walk.placeOf(name))
  // What comes later than what the place is known by.
  await expect.poll(() => walk.page.locator('main .skeleton:visible').count()).toBe(0)
  expect(await unsaved()).toEqual([])
})

type Row = Readonly<Record<string, unknown>>
type Named = { readonly name: string }

interface SavedList {
  readonly path: string
  /** Names the button, after "Save as". */
  readonly name: string
  readonly file: string
  /** The same list of the API: where it is, and what its rows are called. */
  readonly api: string
  readonly rows: string
  /** The cells of a row in the file, by their names there. */
  readonly cells: (row: never) => Row
}

const lists: readonly SavedList[] = [
  {
    path: '/sample/cycles?cycle=26',
    name: en.cycles.teams.name,
    file: 'cycle-26-teams-kubernetes-ci-2024-04-21',
    api: 'release-cycles/26/teams?measure=services',
    rows: 'rows',
    cells: ({ team, division, committed, kept, left, sayDo }: Row & { team: Named; division: Named }) => ({
      team: team.name,
      division: division.name,
      committed,
      kept,
      left,
      sayDo,
    }),
  },
  {
    path: '/sample/cycles?cycle=26&measure=units&show=services&outcome=delivered',
    name: en.cycles.items.name,
    file: 'cycle-26-services-kubernetes-ci-2024-04-21',
    api: 'release-cycles/26/items?measure=units&outcome=delivered',
    rows: 'items',
    cells: ({ service, team, units, net, left }: Row & { service: Named; team: Named }) => ({
      service: service.name,
      team: team.name,
      units,
      net,
      left,
    }),
  },
  {
    path: '/sample/feedback?show=all',
    name: 'Feedback',
    file: 'feedback-kubernetes-ci-2024-07-07',
    api: 'feedback?show=all&sort=-given',
    rows: 'feedback',
    cells: ({ service, rating, words, givenOn }: Row & { service: Named }) => ({
      service: service.name,
      rating,
      words,
      givenOn,
    }),
  },
  {
    path: '/sample/?explain=rolled-back-ever',
    name: explanations.entries,
    file: 'rolled-back-ever-kubernetes-ci-2024-07-07',
    api: 'explanations/rolled-back-ever/entries?measure=services',
    rows: 'entries',
    cells: ({ day, service, team, amount, moves }: Row & { service: Named; team: Named; moves: number[] }) => ({
      day,
      service: service.name,
      team: team.name,
      amount,
      moves: moves.join(' '),
    }),
  },
]

/** Read on to its end, in pages of another size than the page's own. */
async function readAll({ api, rows }: SavedList): Promise<unknown[]> {
  const found: unknown[] = []
  let after = ''
  for (;;) {
    const answer = await fetch(`${walk.address}/sample/api/v1/${api}&limit=37${after}`)
    const page = (await answer.json()) as Record<string, unknown>
    const some = page[rows] as unknown[]
    found.push(...some)
    if (typeof page['next'] === 'string') after = `&cursor=${page['next']}`
    else if (page['next'] === null || some.length === 0 || found.length >= Number(page['total'])) return found
    else after = `&offset=${found.length}`
  }
}

async function saved(name: string, format: 'csv' | 'xlsx' | 'json'): Promise<{ name: string; content: Buffer }> {
  const { page } = walk
  await page.getByRole('button', { name: `${en.charts.save} ${name}` }).click()
  const coming = page.waitForEvent('download')
  await page.locator('.save-choices').getByRole('button', { name: en.charts.saveTable[format] }).click()
  const download = await coming
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) }
}

test.each(lists)('$file holds what the API gives, read on to its end, in each format', async (list) => {
  await walk.page.goto(walk.address + list.path)
  const expected = (await readAll(list)).map((row) => list.cells(row as never))
  expect(expected.length).toBeGreaterThan(list.rows === 'feedback' ? 5 : 30)

  const json = await saved(list.name, 'json')
  expect(json.name).toBe(`${list.file}.json`)
  const { rows } = JSON.parse(json.content.toString('utf8')) as { rows: Row[] }
  const asked = Object.keys(expected[0] ?? {})
  expect(rows.map((row) => Object.fromEntries(asked.map((name) => [name, row[name]])))).toEqual(expected)

  const csv = await saved(list.name, 'csv')
  expect(csv.name).toBe(`${list.file}.csv`)
  const [head, ...lines] = parse(csv.content, { bom: true }) as string[][]
  const text = (cell: unknown) => (cell === null ? '' : String(cell))
  expect(lines).toEqual(rows.map((row) => Object.values(row).map(text)))
  expect(head).toHaveLength(Object.keys(rows[0] ?? {}).length)
  expect(head).not.toContain('')

  const xlsx = await saved(list.name, 'xlsx')
  expect(xlsx.name).toBe(`${list.file}.xlsx`)
  const [sheet] = readXlsx(new Uint8Array(xlsx.content))
  expect(sheet?.rows[0]?.map((cell) => cell?.value)).toEqual(head)
  expect(sheet?.rows).toHaveLength(rows.length + 1)
  const numbers = Object.keys(rows[0] ?? {}).flatMap((name, at) => (typeof rows[0]?.[name] === 'number' ? [at] : []))
  for (const at of numbers)
    expect(sheet?.rows.slice(1).map((row) => row[at]?.value ?? null)).toEqual(rows.map((row) => Object.values(row)[at]))
})

import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'

type Ask = OpenPage['ask']

/**
 * Twelve services of one core each, on-premises since 5 Jan 2024. One is in cloud on the baseline day, 1 Feb; five on
 * 1 Mar, ten on 1 Jun: 10× exactly; one came back on 3 Jul: 9×. A second division starts in cloud after the baseline.
 */
async function tenfold(ask: Ask): Promise<void> {
  const programme = {
    shownUnit: 'cores',
    partsPerShownUnit: 1000,
    baselineDay: '2024-02-01',
    cycleAnchor: '2024-01-01',
    targetMultiple: 20,
    targetDay: '2024-08-01',
  }
  await ask('PATCH', '/programme', programme, { 'if-match': '"1"' })
  for (const name of ['shop', 'labs']) await ask('POST', '/divisions', { name })
  await ask('POST', '/teams', { name: 'till', division: 'shop' })
  await ask('POST', '/teams', { name: 'trials', division: 'labs' })
  const names = Array.from({ length: 12 }, (_, at) => `s${String(at + 1).padStart(2, '0')}`)
  for (const name of names) {
    await ask('POST', '/services', {
      name,
      team: 'till',
      units: 1000,
      location: 'On-premises',
      occurredOn: '2024-01-05',
    })
  }
  const moveOn = async (occurredOn: string, services: string[], level = 1000) => {
    for (const service of services) await ask('POST', '/moves', { service, level, occurredOn })
  }
  await moveOn('2024-02-01', names.slice(0, 1))
  await moveOn('2024-03-01', names.slice(1, 5))
  await moveOn('2024-06-01', names.slice(5, 10))
  await moveOn('2024-07-03', names.slice(9, 10), 0)
}

const withLabs = async (ask: Ask): Promise<void> => {
  await tenfold(ask)
  await ask('POST', '/services', {
    name: 'spike',
    team: 'trials',
    units: 500,
    location: 'Cloud',
    occurredOn: '2024-05-01',
  })
}

const headline = async () => (await screen.findByText(/^(Services|Workload) in cloud.*, against/)).closest('header')!

test('ten services in cloud from one are 10.0× (+900%), with amounts, share and what is left beside it', async () => {
  await openPage('/?asOf=2024-06-30', { arrange: tenfold })
  expect(await headline()).toHaveTextContent('Services in cloud, against 1 Feb 2024')
  expect(await headline()).toHaveTextContent('10.0×')
  expect(await headline()).toHaveTextContent('+900%')
  expect(await headline()).toHaveTextContent('10 services, from 1')
  expect(await headline()).toHaveTextContent('By workload: 1.00 → 10.0 cores, 10.0× (+900%)')
  const figures = screen.getByRole('region', { name: 'Figures beside the headline' })
  expect(figures).toHaveTextContent('Cloud share83.3%')
  expect(figures).toHaveTextContent('Left on-premises2')
  expect(figures).toHaveTextContent('To 20×, +1,900%10')
  expect(figures).toHaveTextContent('Deadline 1 Aug 202432 days')
  expect(
    await screen.findByRole('heading', { name: '10× came on 1 Jun 2024; 20× is 10 services away' }),
  ).toBeInTheDocument()
})

test('a roll-back loses the rung: said over the ladder, beside the headline, and under what needs attention', async () => {
  await openPage('/', { arrange: tenfold })
  expect(await headline()).toHaveTextContent('9.0×')
  await screen.findByRole('heading', { name: '10× was reached on 1 Jun 2024 and lost on 3 Jul 2024' })
  expect(screen.getByText('reached 1 Jun 2024, lost 3 Jul 2024')).toBeInTheDocument()
  await screen.findByRole('heading', { name: '1 service was rolled back and not moved again' })
  await screen.findByRole('heading', { name: '−1 in cloud: 1 rolled back' })
  await screen.findByRole('heading', { name: '8 moved, 0 switched off, 3 left' })
})

/** Two services in cloud since before the baseline, one of them back on-premises after it, and one that never moved. */
async function rolledBackMore(ask: Ask): Promise<void> {
  await ask('PATCH', '/programme', { baselineDay: '2024-02-01', cycleAnchor: '2024-01-01' }, { 'if-match': '"1"' })
  await ask('POST', '/divisions', { name: 'shop' })
  await ask('POST', '/teams', { name: 'till', division: 'shop' })
  for (const [name, location] of [
    ['s1', 'Cloud'],
    ['s2', 'Cloud'],
    ['s3', 'On-premises'],
  ]) {
    await ask('POST', '/services', { name, team: 'till', units: 1000, location, occurredOn: '2024-01-05' })
  }
  await ask('POST', '/moves', { service: 's1', level: 0, occurredOn: '2024-03-01' })
}

test('where more was rolled back than moved since the baseline day, amounts are shown and no share of them', async () => {
  await openPage('/', { arrange: rolledBackMore })
  const heading = await screen.findByRole('heading', { name: '−1 moved, 0 switched off, 2 left' })
  const section = heading.closest('section') as HTMLElement
  expect(section).toHaveTextContent('More was rolled back than moved since then, so no shares are shown.')
  const slices = within(section)
    .getAllByRole('listitem')
    .map((slice) => slice.textContent)
  expect(slices.map((slice) => slice?.match(/−?\d+/)?.[0])).toEqual(['−1', '0', '2'])
  expect(slices.join()).not.toContain('%')
  expect(section.querySelectorAll('.slice-bar')).toHaveLength(0)
})

test('every figure opens to its formula, parts that add up and the entries behind them', async () => {
  const { user, address } = await openPage('/', { arrange: tenfold })
  const multiple = within(await headline()).getByRole('button', { name: /^9\.0×(?! \()/ })
  multiple.focus()
  await user.keyboard('e')
  const panel = await screen.findByRole('dialog')
  await within(panel).findByText(/divided by what ran in cloud/)
  expect(address()).toBe('/?explain=growth')
  const parts = within(panel).getByRole('table', { name: 'The parts add up' })
  const rows = within(parts)
    .getAllByRole('row')
    .map((row) => row.textContent)
  expect(rows).toEqual(
    [
      'Baseline, 1 Feb 20241',
      'Moved from on-premises+9',
      'Rolled back to on-premises−1',
      'In cloud, end of 7 Jul 20249',
    ].flatMap((row) => (row.startsWith('Rolled') ? ['Born in cloud0', row, 'Retired in cloud0'] : [row])),
  )
  await within(panel).findByText('Open all 10')
  expect(within(panel).getByText(/Checked against a fresh count of the entries: 9\.0×, the same\./)).toBeInTheDocument()

  await user.click(within(panel).getByText('Open all 10'))
  await waitFor(() => expect(within(panel).getAllByRole('link', { name: /^s\d\d$/ })).toHaveLength(10))
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(address()).toBe('/')
})

test('a figure of one row opens for that row, and the page keeps its own view', async () => {
  const { user, address } = await openPage('/', { arrange: withLabs })
  const labs = (await screen.findByRole('link', { name: 'labs' })).closest('tr')!
  expect(labs).toHaveTextContent('new')
  await user.click(within(labs).getByRole('button', { name: '100%' }))
  const panel = await screen.findByRole('dialog')
  await within(panel).findByText(/Cloud divided by cloud and on-premises/)
  expect(address()).toMatch(/^\/\?explain=share\/division:\d+$/)
  expect(await headline()).toHaveTextContent('10.0×')
})

test('a line of what changed opens to its moves', async () => {
  const { user } = await openPage('/', { arrange: tenfold })
  const changed = (await screen.findByRole('heading', { name: '−1 in cloud: 1 rolled back' })).closest('section')!
  await user.click(within(changed).getByRole('button', { name: '1' }))
  const panel = await screen.findByRole('dialog', { name: 'Rolled back, till, Wed 3 Jul 2024' })
  expect(within(panel).getByRole('link', { name: 's10' })).toBeInTheDocument()
})

test('T turns the ladder into the table of the same figures, newest first, and back', async () => {
  const { user } = await openPage('/?asOf=2024-06-30', { arrange: tenfold })
  await screen.findByRole('heading', { name: /^10× came on/ })
  await waitFor(() => expect(document.querySelector('.ladder svg')).not.toBeNull())
  await user.keyboard('t')
  const table = within(await screen.findByRole('region', { name: /^Table: Growth ladder/ })).getByRole('table')
  // The deadline is ahead of every figure.
  expect(within(table).getAllByRole('row')[1]).toHaveTextContent('1 Aug 2024–––1 Aug 2024 Deadline')
  expect(within(table).getAllByRole('row')[2]).toHaveTextContent('30 Jun 202410 services10.0×+900%')
  expect(within(table).getAllByRole('row').at(-1)).toHaveTextContent('1 Feb 20241 service1.0×0%')
  await user.keyboard('t')
  await waitFor(() => expect(screen.queryByRole('region', { name: /^Table: Growth ladder/ })).toBeNull())
})

test('the ladder is drawn with its rungs; L makes it linear, and the address says so', async () => {
  const { user, address } = await openPage('/', { arrange: tenfold })
  await waitFor(() => expect(document.querySelector('[data-chart="ladder"]')).not.toBeNull())
  expect(document.querySelector('.ladder svg.recharts-surface')).toHaveTextContent('10×+900%')
  expect(screen.getByRole('radio', { name: 'Log' })).toBeChecked()
  await user.keyboard('l')
  expect(await screen.findByRole('radio', { name: 'Linear', checked: true })).toBeVisible()
  expect(address()).toBe('/?scale=linear')
  await user.keyboard('l')
  expect(await screen.findByRole('radio', { name: 'Log', checked: true })).toBeVisible()
  expect(address()).toBe('/')
})

test('from a baseline of nothing there is no multiple: it says new, why, and the way out', async () => {
  const beforeAnything = async (ask: Ask) => {
    await tenfold(ask)
    await ask('PATCH', '/programme', { baselineDay: '2024-01-10' }, { 'if-match': '"2"' })
  }
  const { user, address } = await openPage('/', { arrange: beforeAnything })
  expect(await headline()).toHaveTextContent('new')
  expect(await headline()).toHaveTextContent('Nothing ran in cloud on 10 Jan 2024, so there is no multiple.')
  expect(await headline()).toHaveTextContent('9 services in cloud')
  await user.click(screen.getByRole('link', { name: 'Change the baseline' }))
  expect(address()).toBe('/settings')
})

test('a division that started later says so in one line, and offers nothing that would change everybody’s figures', async () => {
  await openPage('/?division=labs', { arrange: withLabs })
  expect(await headline()).toHaveTextContent('labs started after the baseline of 1 Feb 2024: 1 from 0')
  expect(screen.queryByRole('link', { name: 'Change the baseline' })).toBeNull()
  const ladder = await screen.findByRole('heading', {
    name: 'labs had nothing in cloud on 1 Feb 2024, so it has no ladder',
  })
  expect(ladder.closest('section')?.textContent).toMatch(/so it has no ladder$/)
  await screen.findByRole('heading', { name: /^Nothing has run on-premises since then$/ })
  expect(screen.queryByText('Teams compared')).toBeNull()
  expect(screen.queryByText('Divisions compared')).toBeNull()
})

test('what moves inside a service that runs in cloud already is no change by services, and is said in cores', async () => {
  await openPage('/?asOf=2024-06-20', {
    arrange: async (ask) => {
      await tenfold(ask)
      await ask('POST', '/services', {
        name: 'big',
        team: 'till',
        units: 6000,
        location: 'On-premises',
        occurredOn: '2024-01-05',
      })
      await ask('POST', '/moves', { service: 'big', level: 500, occurredOn: '2024-03-05' })
      await ask('POST', '/moves', { service: 'big', level: 800, occurredOn: '2024-06-18' })
    },
  })
  const heading = await screen.findByRole('heading', {
    name: 'No service entered or left cloud; +1.80 cores moved inside services that already ran there',
  })
  const section = heading.closest('section')!
  expect(within(section).getByRole('columnheader', { name: 'In cloud, cores' })).toBeInTheDocument()
  expect(within(section).getAllByRole('row')[1]).toHaveTextContent('Tue 18 JunMovedtill+1.80')
  expect(section).not.toHaveTextContent('Nothing changed')
})

test('known before the first record, the overview says that nothing was known, and the way back', async () => {
  const { user, address } = await openPage('/?knownAt=2020-01-01T00:00:00Z', { arrange: tenfold })
  await screen.findByRole('heading', { name: 'Nothing was known at that instant' })
  expect(screen.queryByText(/No release cycle has begun/)).toBeNull()
  expect(screen.queryByText(/Change the baseline/)).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Back to what is known now' }))
  expect(await headline()).toHaveTextContent('9.0×')
  expect(address()).toBe('/')
})

test('with an instant in the address, what was recorded since stands under the headline and opens to its moves', async () => {
  // The clock stands, so each record comes one millisecond after the last: the late ones are the last three.
  let instant = ''
  const { ask, user, address, show } = await openPage('/teams', { arrange: tenfold })
  const { moves } = await ask<{ moves: { recordedAt: string }[] }>('GET', '/moves?limit=500')
  for (const { recordedAt } of moves) if (recordedAt > instant) instant = recordedAt
  for (const service of ['s11', 's12']) await ask('POST', '/moves', { service, level: 1000, occurredOn: '2024-06-20' })
  await ask('POST', '/moves', { service: 's10', level: 1000, occurredOn: '2024-07-06' })
  expect(instant).toMatch(/^2024-07-07T12:00/)
  await show(`/?asOf=2024-06-30&knownAt=${instant}`)
  const since = within(await headline()).getByRole('button', { name: /^Since then/ })
  expect(since).toHaveTextContent('Since then 2 moves were recorded for days up to 30 Jun 2024: cloud 10 → 12 services')
  await user.click(since)
  const panel = await screen.findByRole('dialog', { name: 'Recorded since then, for days up to 30 Jun 2024' })
  await within(panel).findByRole('link', { name: 's11' })
  expect(within(panel).getAllByRole('row')).toHaveLength(3)
  expect(address()).toContain('explain=recorded-since')
})

test('counted in cores and read in Korean, the same view is the same link', async () => {
  await openPage('/?measure=units', { arrange: tenfold, language: 'ko' })
  const shown = (await screen.findByText('클라우드 워크로드(코어), 2024년 2월 1일 대비')).closest('header')!
  expect(shown).toHaveTextContent('9.0배')
  expect(shown).toHaveTextContent('+800%')
  expect(shown).toHaveTextContent('현재 9.00코어, 기준 1.00코어')
  await screen.findByRole('heading', { name: '2024년 6월 1일 10배 도달, 2024년 7월 3일 이후 하회' })
})

test('an empty ledger offers three ways in, and the four settings that decide what figures mean', async () => {
  const { user, ask } = await openPage('/')
  await screen.findByText('Nothing has been logged yet')
  expect(screen.getByRole('button', { name: /Open the sample/ })).toBeInTheDocument()
  expect(within(screen.getByRole('main')).getByRole('link', { name: 'Import' })).toBeInTheDocument()
  const milestones = screen.getByLabelText('Milestones')
  await user.clear(milestones)
  await user.type(milestones, '2, 4×')
  await user.click(screen.getByRole('button', { name: 'Save these settings' }))
  await screen.findByRole('heading', { name: 'Two rungs to climb' })
  expect(await ask('GET', '/programme')).toMatchObject({ milestones: [2, 4] })

  await user.click(screen.getByRole('button', { name: /Add a service/ }))
  expect(await screen.findByRole('dialog')).toBeInTheDocument()
})

test('a day that the server does not answer for says so, and is read when it answers again', async () => {
  const { between, user } = await openPage('/', { arrange: tenfold })
  await screen.findByRole('heading', { name: '−1 in cloud: 1 rolled back' })
  const { deliver } = between
  between.deliver = () => Promise.reject(new TypeError('Failed to fetch'))
  await user.keyboard('[[')
  // A part may say so before the whole page does: the headline goes last.
  await waitFor(() => expect(screen.queryByText(/^Services in cloud, against/)).toBeNull())
  const alert = (await screen.findByText('The server does not answer')).closest('[role=alert]') as HTMLElement
  between.deliver = deliver
  await user.click(within(alert).getByRole('button', { name: /Try again/ }))
  expect(await headline()).toHaveTextContent('10.0×')
})

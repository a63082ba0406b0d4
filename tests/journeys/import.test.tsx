import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPage } from '../set-up/open-page.tsx'

const good = `occurred_on,service,team,division,units,from,to,colour
2024-01-05,payments-api,payments,retail,4000,,On-premises,red
2024-03-09,payments-api,payments,retail,4000,On-premises,Cloud,red
`
const csv = (text: string, name = 'moves.csv') => new File([text], name, { type: 'text/csv' })
const choose = () => screen.findByLabelText('Choose files', { selector: 'input' })

test('a file is shown before it is logged, logged, listed, and undone as a whole', async () => {
  const { user, ask } = await openPage('/import')
  await user.upload(await choose(), csv(good))
  await screen.findByRole('heading', { name: '2 moves will be logged' })
  expect(screen.getByText('5 Jan – 9 Mar 2024')).toBeVisible()
  expect(screen.getByText('colour')).toBeVisible()
  expect((await ask<{ moves: unknown[] }>('GET', '/moves')).moves).toEqual([])

  await waitFor(() => expect(screen.getByRole('button', { name: 'Log 2 moves' })).toHaveFocus())
  await user.keyboard('{Enter}')
  await screen.findByRole('heading', { name: '2 moves logged' })
  expect((await ask<{ moves: unknown[] }>('GET', '/moves')).moves).toHaveLength(2)

  await user.click(await screen.findByRole('button', { name: 'Undo moves.csv' }))
  const dialog = await screen.findByRole('dialog', { name: 'Take back 2 moves?' })
  await user.click(within(dialog).getByRole('button', { name: 'Take back 2 moves' }))
  await screen.findByText('2 moves taken back.')
  await screen.findByText(/^Undone /)
  const { moves } = await ask<{ moves: { reverses: number | null; reversedBy: number | null }[] }>('GET', '/moves')
  expect(moves.every(({ reverses, reversedBy }) => reverses !== null || reversedBy !== null)).toBe(true)
  // The result of what is undone stands no more.
  expect(screen.queryByRole('heading', { name: '2 moves logged' })).toBeNull()
})

test('refused rows are listed with line and reason, nothing is written, and the others can be logged', async () => {
  const { user, ask } = await openPage('/import')
  await user.upload(
    await choose(),
    csv(`${good}2024-02-30,search,discovery,retail,10,,Cloud,\n2024-04-01,search,discovery,retail,10,,Nowhere,\n`),
  )
  await screen.findByRole('heading', { name: '2 of 4 rows cannot be logged' })
  const refused = screen.getByRole('group', { name: '2 rows refused' })
  expect(within(refused).getByRole('row', { name: /^4 There is no 2024-02-30 in the calendar/ })).toBeVisible()
  expect(within(refused).getByRole('row', { name: /^5 No location is called “Nowhere”/ })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Log the other 2' }))
  await screen.findByText('2 rows left out.')
  expect((await ask<{ moves: unknown[] }>('GET', '/moves')).moves).toHaveLength(2)
})

test('every row can be looked through with what becomes of it, by verdict and page by page', async () => {
  const { user } = await openPage('/import')
  const many = Array.from({ length: 30 }, (_, at) => `2024-03-10,service-${at + 1},payments,retail,1,,Cloud,\n`)
  await user.upload(
    await choose(),
    csv(
      `${good}2024-02-30,search,discovery,retail,10,,Cloud,\n${many.join('')}2024-04-31,last,discovery,retail,10,,Cloud,\n`,
    ),
  )
  const section = await screen.findByRole('region', { name: 'Row by row' })
  const lines = () =>
    within(section)
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.firstElementChild?.textContent)
  expect(lines()).toEqual(Array.from({ length: 20 }, (_, at) => `${at + 2}`))
  await user.click(within(section).getByRole('button', { name: 'Later rows' }))
  await within(section).findByText('21 to 34 of 34')
  expect(lines().at(-1)).toBe('35')
  expect(within(section).getByRole('button', { name: 'Later rows' })).toBeDisabled()

  await user.click(within(section).getByRole('radio', { name: 'Refused 2' }))
  await waitFor(() => expect(lines()).toEqual(['4', '35']))
  expect(within(section).getByText(/There is no 2024-04-31 in the calendar/)).toBeVisible()
  await user.click(within(section).getByRole('radio', { name: 'New 32' }))
  await waitFor(() => expect(lines()).toHaveLength(20))
  expect(within(section).getByRole('radio', { name: 'Already there 0' })).toBeDisabled()
})

test('what cannot be logged is said with its days and amounts as the page writes them, in both languages', async () => {
  const rows = `${good}2024-05-01,payments-api,payments,retail,4100,Cloud,,\n2025-01-01,payments-api,payments,retail,1,,Cloud,\n2024-05-02,payments-api,payments,retail,1.5,,Cloud,\n`
  const { user } = await openPage('/import')
  await user.upload(await choose(), csv(rows))
  const refused = await screen.findByRole('group', { name: '3 rows refused' })
  expect(
    within(refused).getByText(/^At the end of 1 May 2024 payments-api would have −100 units in Cloud: .* takes 4,100/),
  ).toBeVisible()
  expect(within(refused).getByText(/^1 Jan 2025 has not happened yet; today is 7 Jul 2024/)).toBeVisible()
  const each = screen.getByRole('group', { name: 'Row by row' })
  expect(within(each).getByRole('row', { name: /^2 5 Jan 2024 payments-api payments 4,000 .* New$/ })).toBeVisible()
  expect(
    within(each).getByRole('row', { name: /^4 1 May 2024 .* Refused At the end of 1 May 2024 .* −100 units/ }),
  ).toBeVisible()
  expect(within(each).getByRole('row', { name: /^6 2 May 2024 payments-api payments 1\.5 .* Refused/ })).toBeVisible()
})

test('a refused row says in Korean what it says in English: day, place, balance, amount, and what could not be read', async () => {
  const rows = `${good}2024-05-01,payments-api,payments,retail,4100,Cloud,,\n2024-02-30,payments-api,payments,retail,1,,Cloud,\n2024-05-02,payments-api,payments,retail,ten,,Cloud,\n`
  const { user } = await openPage('/import', { language: 'ko' })
  await user.upload(await screen.findByLabelText('파일 선택', { selector: 'input' }), csv(rows))
  const refused = await screen.findByRole('group', { name: '거절된 3행' })
  expect(
    within(refused).getByText(/^2024년 5월 1일 끝에 −100 단위가 됩니다\(위치: Cloud, 서비스: payments-api\)/),
  ).toBeVisible()
  expect(within(refused).getByText(/^달력에 없는 날입니다: 2024-02-30\./)).toBeVisible()
  expect(within(refused).getByText(/^양을 읽지 못했습니다: “ten”\./)).toBeVisible()
})

test('locations are told apart by their columns and asked for their moves', async () => {
  const { user } = await openPage('/import')
  await user.upload(await choose(), csv('location,kind\nSeoul,public_cloud\n', 'places.csv'))
  await screen.findByText('This is a locations file. Add the file of moves that goes with it.')
  await user.upload(
    screen.getByLabelText('Choose files', { selector: 'input' }),
    csv(good.replaceAll('Cloud', 'Seoul')),
  )
  await screen.findByRole('heading', { name: '2 moves will be logged' })
  expect(within(screen.getByText('New locations').parentElement as HTMLElement).getByText('1')).toBeVisible()
})

test('cells pasted from a sheet are a file like any other', async () => {
  await openPage('/import')
  await choose()
  const pasted = good.replaceAll(',', '\t')
  fireEvent.paste(document.body, { clipboardData: { getData: () => pasted } })
  await screen.findByRole('heading', { name: '2 moves will be logged' })
})

test('what cannot be read is said in words, also in Korean', async () => {
  const { user } = await openPage('/import', { language: 'ko' })
  const input = await screen.findByLabelText('파일 선택', { selector: 'input' })
  await user.upload(
    input,
    new File(
      [new Uint8Array([...new TextEncoder().encode('occurred_on,service,units,from,to\n'), 0xe9, 0x0a])],
      'a.csv',
    ),
  )
  await screen.findByText('2번째 줄부터 UTF-8이 아닌 글자가 있습니다. "CSV UTF-8"로 저장해 다시 골라 주세요.')
  await user.click(screen.getByRole('button', { name: '다른 파일 선택' }))
  await user.upload(await screen.findByLabelText('파일 선택', { selector: 'input' }), csv('a,b\n1,2\n'))
  await screen.findByText(/첫 줄에 열 이름이 있어야 합니다/)
})

test('an import that is done twice logs nothing twice', async () => {
  const { user, ask } = await openPage('/import')
  for (const expected of ['2 moves will be logged', 'Nothing new in this file']) {
    await user.upload(await choose(), csv(good))
    await screen.findByRole('heading', { name: expected })
    const run = screen.queryByRole('button', { name: 'Log 2 moves' })
    if (run === null) break
    await user.click(run)
    await user.click(await screen.findByRole('button', { name: 'Import another file' }))
  }
  expect((await ask<{ moves: unknown[] }>('GET', '/moves')).moves).toHaveLength(2)
})

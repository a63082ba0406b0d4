import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import type { ImportReport, Verdict } from '../../contract/imports.ts'
import { CalendarDay } from '../../domain/calendar-day.ts'
import { Button } from '../shared/Button.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { Tag, type Tone } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useReasonWords } from '../shared/use-reason-words.ts'
import { type ImportFiles, verdictsAtOnce, verdictsQuery } from './imports-queries.ts'

const tones: Record<Verdict, Tone> = { create: 'good', same: 'plain', refused: 'bad' }

type Shown = Verdict | 'all'

/** Every row as the server read it, by what becomes of it, so that a wrong column is seen before anything is written. */
export function RowVerdicts({
  report,
  files,
  previewKey,
}: {
  report: ImportReport
  files: ImportFiles
  previewKey: string
}) {
  const { imports } = useMessages()
  const format = useFormat()
  const say = useProblemWords()
  const [shown, setShown] = useState<Shown>('all')
  const [from, setFrom] = useState(0)
  const { data, error, isPlaceholderData } = useQuery(
    verdictsQuery(files, previewKey, { verdict: shown === 'all' ? undefined : shown, from }, report),
  )
  const counts: Record<Shown, number> = {
    all: report.rows,
    create: report.create,
    same: report.same,
    refused: report.refused,
  }
  const segments = (['all', 'create', 'same', 'refused'] as const).map((value) => ({
    value,
    label: imports.verdictCount(value, counts[value]),
    disabled: counts[value] === 0,
  }))
  const { rows, total } = data ?? report.verdicts
  const to = from + rows.length
  return (
    <Section
      line={imports.rowVerdictsLine}
      heading={imports.rowVerdicts}
      controls={
        <Segmented
          label={imports.verdict}
          segments={segments}
          value={shown}
          onChange={(next) => {
            setShown(next)
            setFrom(0)
          }}
        />
      }
    >
      {error ? (
        <p className="field-error" role="alert">
          {say(error)}
        </p>
      ) : null}
      <ScrollSideways label={imports.rowVerdicts}>
        <table className="import-table verdicts" aria-busy={isPlaceholderData}>
          <thead>
            <tr>
              <th scope="col" className="figures">
                {imports.line}
              </th>
              <th scope="col">{imports.day}</th>
              <th scope="col">{imports.service}</th>
              <th scope="col" className="roomy">
                {imports.team}
              </th>
              <th scope="col" className="figures">
                {imports.units}
              </th>
              <th scope="col">{imports.from}</th>
              <th scope="col">{imports.to}</th>
              <th scope="col">{imports.verdict}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <VerdictRow key={row.line} row={row} />
            ))}
          </tbody>
        </table>
      </ScrollSideways>
      {total <= verdictsAtOnce ? null : (
        <div className="button-row verdict-pages">
          <Button disabled={from === 0} busy={isPlaceholderData} onClick={() => setFrom(from - verdictsAtOnce)}>
            {imports.earlierRows}
          </Button>
          <Button disabled={to >= total} busy={isPlaceholderData} onClick={() => setFrom(from + verdictsAtOnce)}>
            {imports.laterRows}
          </Button>
          <p role="status" className="quiet">
            {imports.rowsShown(format.count(from + 1), format.count(to), format.count(total))}
          </p>
        </div>
      )}
    </Section>
  )
}

function VerdictRow({ row }: { row: ImportReport['verdicts']['rows'][number] }) {
  const { imports, words } = useMessages()
  const format = useFormat()
  const reasonOf = useReasonWords()
  /** As every other day and amount of the page where it is one; as it stands in the file where it cannot be read. */
  const dayOf = (text: string) => {
    const read = z.safeParse(CalendarDay, text)
    return read.success ? format.day(read.data) : text
  }
  const amountOf = (text: string) => (/^-?\d{1,15}$/.test(text) ? format.count(Number(text)) : text)
  const place = (name: string) => (name === '' ? <span className="quiet">{words.outside}</span> : name)
  return (
    <tr>
      <td className="figures quiet" data-label={imports.line}>
        {row.line}
      </td>
      <td className="whole" data-label={imports.day}>
        {dayOf(row.occurredOn)}
      </td>
      <th scope="row">{row.service}</th>
      <td className="roomy" data-label={imports.team}>
        {row.team}
      </td>
      <td className="figures" data-label={imports.units}>
        {amountOf(row.units)}
      </td>
      <td data-label={imports.from}>{place(row.from)}</td>
      <td data-label={imports.to}>{place(row.to)}</td>
      <td className="verdict">
        <Tag tone={tones[row.verdict]}>{imports.verdicts[row.verdict]}</Tag>
        {row.reason === '' ? null : <p className="quiet">{reasonOf(row)}</p>}
      </td>
    </tr>
  )
}

import { useState } from 'react'
import type { FigureName } from '../../contract/explanations.ts'
import { Button } from '../shared/Button.tsx'
import { csvOf } from '../shared/charts/csv.ts'
import type { Explained } from '../shared/explained.ts'
import { useExplanationMessages, useMessages } from '../shared/messages/messages.tsx'
import { useSession } from '../shared/session-query.ts'
import type { View } from '../shared/view-search.ts'
import { everyEntry } from './explanations-queries.ts'

/** Saves every entry behind a figure, the ones not opened too, with the ids of their moves. */
export function SaveEntries({ figure, of, view }: { figure: FigureName; of: Explained; view: View }) {
  const words = useExplanationMessages()
  const { charts, common } = useMessages()
  const { today } = useSession()
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')
  const save = async () => {
    setState('busy')
    try {
      const [{ saveFile }, entries] = await Promise.all([
        import('../shared/charts/chart-export.ts'),
        everyEntry(figure, of, view),
      ])
      const hasForecasts = entries.some(({ forecast }) => forecast !== undefined)
      const hasTies = entries.some(({ dependsOn }) => dependsOn !== undefined)
      const columns = [
        ...['day', 'service', 'team', 'class', 'outcome', 'amount', 'evidence', 'moves'],
        ...(hasTies ? ['dependsOn'] : []),
        ...(hasForecasts ? ['until', 'low', 'high', 'came'] : []),
      ]
      const rows = entries.map(
        ({ day, service, team, class: its, outcome, amount, evidence, moves, forecast, dependsOn }) => [
          day,
          service?.name,
          team?.name,
          its,
          outcome,
          amount,
          evidence,
          moves.join(' '),
          ...(hasTies ? [dependsOn?.name] : []),
          ...(forecast ? [forecast.until, forecast.low, forecast.high, forecast.came] : []),
        ],
      )
      const text = `\ufeff${csvOf([columns, ...rows])}`
      saveFile(`${figure}-${view.asOf ?? today}.csv`, new Blob([text], { type: 'text/csv;charset=utf-8' }))
      setState('idle')
    } catch {
      setState('failed')
    }
  }
  return (
    <>
      <Button look="plain" busy={state === 'busy'} onClick={() => void save()}>
        {words.saveEntries}
      </Button>
      {state === 'failed' ? (
        <span role="alert" className="bad-text">
          {charts.notSaved} {common.tryAgain}
        </span>
      ) : null}
    </>
  )
}

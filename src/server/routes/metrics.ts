import type { Hono } from 'hono'
import { readMetrics } from '../../contract/metrics.ts'
import { readsOf } from '../../domain/permissions.ts'
import { newestStep } from '../database/schema.ts'
import type { Queries } from '../database/tables.ts'
import { gauge, type MetricFamily, metricText } from '../metric-text.ts'
import { programmeMetrics } from '../programme-metrics.ts'
import { type Surroundings, serve } from '../serve.ts'
import { waitingDeliveries } from '../storage/deliveries.ts'
import { waitingMails } from '../storage/mails.ts'
import { streamsOpen } from './live.ts'

/** What promises and days become by themselves, as time goes on, is looked at again after so long, in milliseconds. */
const keptFor = 60 * 60_000
/** Readers of different divisions for whom figures are kept at once. */
const mostKept = 20

/** For those who watch many things in one place. The programme's figures are worked out once for each change of the ledger. */
export function metricsRoutes(api: Hono, surroundings: Surroundings): void {
  const kept = new Map<string, { readonly of: string; readonly families: readonly MetricFamily[] }>()
  serve(api, surroundings, readMetrics, { action: 'read-metrics' }, async ({ queries, actor, now, sequence }) => {
    const reads = readsOf(actor)
    const whose = reads === 'everything' ? reads : [...reads].sort((one, other) => one - other).join()
    const number = await sequence()
    const of = `${number} ${Math.floor(now / keptFor)}`
    let known = kept.get(whose)
    if (known?.of !== of) {
      known = { of, families: await programmeMetrics(queries, surroundings, now) }
      kept.delete(whose)
      kept.set(whose, known)
      if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? '')
    }
    const server = reads === 'everything' ? await serverMetrics(queries, surroundings, number) : []
    return metricText([...known.families, ...server])
  })
}

async function serverMetrics(
  queries: Queries,
  { version, database, watch }: Surroundings,
  sequence: number,
): Promise<MetricFamily[]> {
  return [
    {
      name: 'tenfold_info',
      help: 'The version that runs, and the database it runs on.',
      type: 'gauge',
      samples: [{ labels: { version, database: database.engine }, value: 1 }],
    },
    gauge('tenfold_schema_step', 'The step at which the tables stand.', newestStep),
    gauge('tenfold_change_sequence', 'The number of the last change on record.', sequence),
    gauge('tenfold_live_streams', 'Readers that follow what others change, on this server.', streamsOpen(database)),
    gauge(
      'tenfold_waiting_webhook_messages',
      'Messages to webhooks that wait to be taken.',
      await waitingDeliveries(queries),
    ),
    gauge('tenfold_waiting_mails', 'Mails that wait to be taken.', await waitingMails(queries)),
    ...(watch?.families() ?? []),
  ]
}

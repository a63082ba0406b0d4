import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { MetricFamily, MetricSample } from '../metric-text.ts'
import { gauge } from '../metric-text.ts'
import type { AnsweredRequest, ServerWatch } from '../serve.ts'

/** Seconds up to which a request took. A read is a few milliseconds, an import minutes. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60] as const

/** How often the delay is measured, in milliseconds. */
const resolution = 20

const methods = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS'])

interface Counted {
  readonly labels: Readonly<Record<string, string>>
  readonly within: number[]
  sum: number
  count: number
}

/** Counts what is answered, and measures what the process needs for it. */
export function serverWatch(lastBackup: () => number | null): ServerWatch {
  const byStatus = new Map<string, { readonly labels: Readonly<Record<string, string>>; count: number }>()
  const byRoute = new Map<string, Counted>()
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  const startedAt = Date.now() / 1_000 - process.uptime()

  const answered = ({ method: said, route, status, seconds }: AnsweredRequest): void => {
    // Whoever asks may name any method; the figures grow by those that there are.
    const method = methods.has(said) ? said : 'other'
    const key = `${method} ${route}`
    const its = byStatus.get(`${key} ${status}`) ?? { labels: { method, route, status: String(status) }, count: 0 }
    its.count += 1
    byStatus.set(`${key} ${status}`, its)
    const took = byRoute.get(key) ?? { labels: { method, route }, within: buckets.map(() => 0), sum: 0, count: 0 }
    const at = buckets.findIndex((bucket) => seconds <= bucket)
    if (at >= 0) took.within[at] = (took.within[at] ?? 0) + 1
    took.sum += seconds
    took.count += 1
    byRoute.set(key, took)
  }

  const durations = (): MetricSample[] =>
    [...byRoute.values()].flatMap(({ labels, within, sum, count }) => {
      let upTo = 0
      return [
        ...buckets.map((bucket, at): MetricSample => {
          upTo += within[at] ?? 0
          return { labels: { ...labels, le: String(bucket) }, value: upTo, part: 'bucket' }
        }),
        { labels: { ...labels, le: '+Inf' }, value: count, part: 'bucket' as const },
        { labels, value: sum, part: 'sum' as const },
        { labels, value: count, part: 'count' as const },
      ]
    })

  /** Since it was read last: a short stall would be nothing in the figures of a month. */
  const delays = (): MetricSample[] => {
    const second = 1e9
    const samples = [50, 99, 100].map((share): MetricSample => {
      // The timer itself is asked for only so often, which is no delay.
      const nanoseconds = Math.max(0, delay.percentile(share) - resolution * 1e6)
      return {
        labels: { quantile: String(share / 100) },
        value: Number.isFinite(nanoseconds) ? nanoseconds / second : null,
      }
    })
    delay.reset()
    return samples
  }

  return {
    seconds: () => performance.now() / 1_000,
    answered,
    families(): MetricFamily[] {
      const { rss, heapUsed } = process.memoryUsage()
      const { user, system } = process.cpuUsage()
      const backup = lastBackup()
      return [
        {
          name: 'tenfold_http_requests_total',
          help: 'Requests answered, by route and status.',
          type: 'counter',
          samples: [...byStatus.values()].map(({ labels, count }) => ({ labels, value: count })),
        },
        {
          name: 'tenfold_http_request_duration_seconds',
          help: 'How long it took until an answer began.',
          type: 'histogram',
          samples: durations(),
        },
        {
          name: 'tenfold_event_loop_delay_seconds',
          help: 'How much later than asked the process came to its next work, since this was read last.',
          type: 'gauge',
          samples: delays(),
        },
        gauge('process_resident_memory_bytes', 'Memory that the process holds.', rss),
        gauge('nodejs_heap_size_used_bytes', 'Of that, what JavaScript uses.', heapUsed),
        {
          name: 'process_cpu_seconds_total',
          help: 'Time that processors worked for the process.',
          type: 'counter',
          samples: [{ value: (user + system) / 1e6 }],
        },
        gauge('process_start_time_seconds', 'When the process began, in seconds since 1970.', startedAt),
        gauge(
          'tenfold_last_backup_timestamp_seconds',
          'When the data folder was last backed up, in seconds since 1970; 0 where it never was. Left out on PostgreSQL.',
          backup === null ? null : backup / 1_000,
        ),
      ]
    },
  }
}

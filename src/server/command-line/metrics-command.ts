import { readMetrics } from '../../contract/metrics.ts'
import { commandOf, type Verb } from './verbs.ts'

const read: Verb = {
  name: 'read',
  says: 'writes the figures of the programme for Prometheus; those of a server that runs are at its address /metrics',
  asks: [readMetrics],
  options: {},
  async run({ ask }) {
    const answer = await ask(readMetrics)
    return { answer, lines: answer.trimEnd().split('\n') }
  },
}

export const metricsCommand = commandOf({
  name: 'metrics',
  summary: 'write the figures of the programme for Prometheus',
  page: 'Overview',
  otherwise: 'read',
  help: ['Written into a file that ends in .prom, the node exporter’s textfile collector reads it.'],
  verbs: [read],
})

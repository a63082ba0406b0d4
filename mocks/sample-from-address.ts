import type { SampleOrganisation } from '../src/server/serve.ts'

/** The sample's files as the browser fetches them from beside the page, sorted by day as they lie there. */
export async function sampleFromAddress(folder: string): Promise<SampleOrganisation> {
  const [moves, locations] = await Promise.all([textAt(`${folder}dated-moves.csv`), textAt(`${folder}locations.csv`)])
  const [header = '', ...rows] = moves.trimEnd().split('\n')
  return {
    lastDay: '2024-12-31',
    locations: async () => locations,
    movesBetween: async (after, upTo) => {
      const wanted = rows.filter((row) => {
        const occurredOn = row.slice(0, 10)
        return occurredOn > after && occurredOn <= upTo
      })
      return `${[header, ...wanted].join('\n')}\n`
    },
  }
}

async function textAt(address: string): Promise<string> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`The sample at ${address} answered ${answer.status}.`)
  return answer.text()
}

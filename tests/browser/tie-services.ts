/** So many different ties between some services, none to itself. */
export function manyTies(ids: readonly number[], many: number): { readonly from: number; readonly to: number }[] {
  const found = new Map<string, { from: number; to: number }>()
  for (let at = 0; found.size < many; at++) {
    if (at > 100 * many) throw new Error(`${ids.length} services cannot have ${many} ties.`)
    const from = ids[at % ids.length] as number
    // Another step in each round, so that no pair comes twice before the services are used up.
    const to = ids[(at * 7 + 3 + Math.floor(at / ids.length)) % ids.length] as number
    if (from !== to) found.set(`${from} ${to}`, { from, to })
  }
  return [...found.values()]
}

/** A wave, two blockers, some feedback and sixty dependencies between services of one team: the sample's own files know of none. */
export const tieServices = async (address: string): Promise<void> => {
  const api = `${address}/sample/api/v1`
  const { services } = (await (await fetch(`${api}/services?team=kops&limit=40`)).json()) as {
    services: { id: number }[]
  }
  const ids = services.map(({ id }) => id)
  const dependencies = manyTies(ids, 60).map(({ from, to }, at) => ({
    service: from,
    dependsOn: to,
    kind: at % 2 === 0 ? 'calls' : 'reads',
  }))
  for (const [path, body] of [
    ['waves', { name: 'Before the deadline', description: 'What is still at home.', services: ids.slice(0, 20) }],
    ['dependencies', { dependencies }],
    ['blockers', { service: ids[0], what: 'The port is closed.', kind: 'network', since: '2024-06-01' }],
    ['blockers', { team: 'kops', what: 'Nobody is free before the freeze.' }],
    ['stand-ups/lines', { team: 'kops', kind: 'promise', service: ids[1], level: 1000, author: 'Grace Hopper' }],
    ['stand-ups/lines', { team: 'kops', kind: 'promise', service: ids[2], text: 'canary on' }],
    ['stand-ups/lines', { team: 'kops', kind: 'note', text: 'The freeze begins on Friday.', time: 'evening' }],
    ['regions', { name: 'Asia Pacific', zone: 'Asia/Seoul' }],
    ['regions', { name: 'Americas', zone: 'America/New_York' }],
    ...[1, 2, 3, 4, 5, 2].map(
      (rating, at) =>
        [
          'feedback',
          {
            service: ids[at % 2],
            rating,
            kind: 'performance',
            region: at % 2 === 0 ? 'Asia Pacific' : 'Americas',
            words: 'The first build of the morning takes 22 minutes.',
          },
        ] as const,
    ),
    ['feedback/1/answer', { words: 'A cache stands before it since Tuesday.', resolve: true }],
  ] as const) {
    const answer = await fetch(`${api}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`The sample refused ${path}: ${await answer.text()}`)
  }
}

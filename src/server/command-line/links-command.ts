import type { BodyOf } from '../../contract/endpoint.ts'
import { createSharedLink, listSharedLinks, revokeSharedLink } from '../../contract/shared-links.ts'
import { type SharedLink, sharedThings } from '../../domain/shared-link.ts'
import { aligned } from './aligned.ts'
import { counted } from './counted.ts'
import { textOf } from './cycle-option.ts'
import { one, paramsOf, said } from './said-options.ts'
import { commandOf, type Verb } from './verbs.ts'

const stateOf = ({ revokedAt, opens, expiresAt }: SharedLink): string =>
  revokedAt !== null ? 'revoked' : opens ? `until ${expiresAt}` : `opens nothing, until ${expiresAt}`

const list: Verb = {
  name: 'list',
  says: 'writes the links that show figures without an account, the latest first, and how often each was used',
  asks: [listSharedLinks],
  options: {},
  async run({ ask }) {
    const answer = await ask(listSharedLinks)
    return {
      answer,
      lines: [
        `${counted(answer.links.filter(({ opens }) => opens).length, 'link')} open.`,
        ...(answer.links.length === 0
          ? []
          : aligned(
              ['number', 'name', 'shows', 'of', 'as of', 'state', 'uses', 'last use'],
              answer.links.map((link) => [
                String(link.id),
                link.name,
                link.shows,
                link.team?.name ?? link.division?.name ?? 'everything',
                link.asOf ?? 'newest',
                stateOf(link),
                String(link.uses),
                link.usedAt,
              ]),
            )),
      ],
    }
  },
}

const make: Verb = {
  name: 'make',
  takes: { said: 'NAME', least: 1, most: 1 },
  says: 'makes a link to the brief or to a chart, for whoever has it; the addresses are written once, as the last lines',
  asks: [createSharedLink],
  options: {
    shows: { value: sharedThings.join('|') },
    measure: { value: 'units|services' },
    division: { value: 'DIVISION' },
    team: { value: 'TEAM' },
    'as-of': { value: 'DAY' },
    'known-at': { value: 'INSTANT' },
    language: { value: 'en|ko' },
    'last-day': { value: 'DAY' },
    frames: { value: 'HOSTS' },
    anywhere: {},
  },
  async run(asked) {
    const { ask, words, values, surroundings } = asked
    // What stands there is for the API to judge.
    const body = said({
      name: words[0],
      shows: textOf(asked, 'shows') ?? 'brief',
      measure: textOf(asked, 'measure'),
      division: textOf(asked, 'division'),
      team: textOf(asked, 'team'),
      asOf: textOf(asked, 'as-of'),
      knownAt: textOf(asked, 'known-at'),
      language: textOf(asked, 'language'),
      lastDay: textOf(asked, 'last-day'),
      frames: textOf(asked, 'frames')
        ?.split(',')
        .map((host) => host.trim()),
      anywhere: values['anywhere'] === true ? true : undefined,
    }) as BodyOf<typeof createSharedLink>
    const answer = await ask(createSharedLink, { body })
    const { publicUrl, port } = surroundings.settings
    const here = publicUrl ?? `http://127.0.0.1:${port}`
    return {
      answer,
      lines: [
        `${answer.link.name} opens to whoever has it until ${answer.link.expiresAt}. Keep it: it is written only now.`,
        ...answer.paths.map((path) => `${here}${path}`),
      ],
    }
  },
}

const revoke: Verb = {
  name: 'revoke',
  takes: one,
  says: 'revokes a link, by its number in list: from now on it opens nothing',
  asks: [revokeSharedLink],
  options: {},
  async run(asked) {
    const answer = await asked.ask(revokeSharedLink, { params: paramsOf(asked), body: {} })
    return { answer, lines: [`${answer.name} opens nothing any more.`] }
  },
}

export const linksCommand = commandOf({
  name: 'links',
  summary: 'show the brief or a chart to people without an account, for a time',
  page: 'Settings, Shared links',
  help: [
    'N is the number of a link, as list writes it. HOSTS are those whose pages may show a chart:',
    '--frames wiki.example.com,*.grafana.net; --anywhere lets any page show it.',
  ],
  verbs: [list, make, revoke],
})

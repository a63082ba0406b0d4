import { demoWords } from './demo-words.ts'
import type { OrganisationName } from './organisations/organisations.ts'
import type { Weather } from './weather/weather.ts'

/** What the demo's own address says: `?organisation=one-team&weather=slow`. The page's address stands behind `#`. */
export interface DemoView {
  readonly organisation: OrganisationName
  readonly weather: Weather
}

const isOrganisation = (name: string): name is OrganisationName => Object.hasOwn(demoWords.en.organisations, name)
const isWeather = (name: string): name is Weather => Object.hasOwn(demoWords.en.weathers, name)

/** A name nobody knows is read as the usual one, so that an old or mistyped link still opens. */
export function readDemoView(search: string): DemoView {
  const said = new URLSearchParams(search)
  const organisation = said.get('organisation') ?? ''
  const weather = said.get('weather') ?? ''
  return {
    organisation: isOrganisation(organisation) ? organisation : 'kubernetes',
    weather: isWeather(weather) ? weather : 'fair',
  }
}

export const searchOf = ({ organisation, weather }: DemoView): string =>
  `?organisation=${organisation}${weather === 'fair' ? '' : `&weather=${weather}`}`

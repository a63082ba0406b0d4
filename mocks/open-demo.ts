import { openWasmDatabase } from '../src/server/database/wasm-database.ts'
import { hostedByMsw } from './hosted-by-msw.ts'
import { hostInThePage } from './hosted-in-the-page.ts'
import { type OrganisationName, organisations } from './organisations/organisations.ts'
import { sampleFromAddress } from './sample-from-address.ts'
import { type Weather, weather } from './weather/weather.ts'

/** Fills a database in this tab's memory and answers the page from it. Gives the way to turn the weather. */
export async function openDemo(organisation: OrganisationName, first: Weather) {
  const api = await organisations[organisation]({
    database: await openWasmDatabase(),
    sample: () => sampleFromAddress(new URL('sample/', document.baseURI).href),
    reportFault: (fault, error) => console.error(`fault ${fault}:`, error),
  })
  const hosted = hostedByMsw(api)
  const under = (name: Weather) => [...weather[name](hosted), hosted]
  const { rehost, withoutWorker } = await hostInThePage(under(first))
  return { withoutWorker, turn: (name: Weather) => rehost(under(name)) }
}

import { isRunnableDevEnvironment, type Plugin } from 'vite'

/**
 * `npm run dev` is one process: the dev server answers /api itself, from the same folder of data as npm start. The
 * server's files are loaded by Vite, so that an edit of a route is live at the next request.
 */
export const apiInTheDevServer = (project: string): Plugin => ({
  name: 'tenfold-api',
  configureServer: async (server) => {
    const environment = server.environments.ssr
    if (!isRunnableDevEnvironment(environment)) throw new Error('The dev server cannot run server code.')
    const load = <Module>(file: string): Promise<Module> =>
      environment.runner.import<Module>(`${project}/src/server/${file}`)
    const { openOrganisations } =
      await load<typeof import('../src/server/host/organisations.ts')>('host/organisations.ts')
    const { parseEnvironment } = await load<typeof import('../src/server/environment.ts')>('environment.ts')

    const parsed = parseEnvironment(process.env, [])
    if (!parsed.settings) throw new Error(parsed.complaints.join('\n'))
    const organisations = await openOrganisations(parsed.settings, project)
    server.httpServer?.once('close', () => void organisations.close())

    server.middlewares.use((incoming, outgoing, next) => {
      const answer = async (): Promise<boolean> => {
        // Loaded at each request: Vite answers from its cache until a file of the server has changed.
        const { apiRequests } = await load<typeof import('../src/server/host/api-requests.ts')>('host/api-requests.ts')
        const { createApi } = await load<typeof import('../src/server/api.ts')>('api.ts')
        const { openSampleApi } =
          await load<typeof import('../src/server/sample-organisation.ts')>('sample-organisation.ts')
        const sample = async () => openSampleApi(await organisations.sample())
        const { doors, onTurnedAway } = organisations
        return apiRequests({ real: createApi(organisations.real), sample, doors, onTurnedAway })(incoming, outgoing)
      }
      answer().then((isAnswered) => isAnswered || next(), next)
    })
  },
})

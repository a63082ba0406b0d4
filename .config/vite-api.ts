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
    const { openOrganisations } = (await environment.runner.import(
      `${project}/src/server/host/organisations.ts`,
    )) as typeof import('../src/server/host/organisations.ts')
    const { parseEnvironment } = (await environment.runner.import(
      `${project}/src/server/environment.ts`,
    )) as typeof import('../src/server/environment.ts')
    const parsed = parseEnvironment({ ...process.env, PORT: '' }, [])
    if (!parsed.settings) throw new Error(parsed.complaints.join('\n'))
    const organisations = await openOrganisations(parsed.settings, project)
    server.httpServer?.once('close', () => void organisations.close())

    server.middlewares.use(async (incoming, outgoing, next) => {
      // Loaded anew at each request: Vite answers from its cache until a file of the server has changed.
      const { answerApi } = (await environment.runner.import(
        `${project}/src/server/host/api-requests.ts`,
      )) as typeof import('../src/server/host/api-requests.ts')
      if (!(await answerApi(organisations, incoming, outgoing))) next()
    })
  },
})

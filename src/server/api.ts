import { Hono } from 'hono'
import { routePath } from 'hono/route'
import { everyEndpoint } from '../contract/everything.ts'
import { openApiDocument } from './openapi.ts'
import { MethodNotAllowed, NeedsSetUp, NotFound, problemOf, TurnedAway } from './problems.ts'
import { refusalsOnRecord } from './refusals-on-record.ts'
import { absenceRoutes } from './routes/absences.ts'
import { accessSettingsRoutes } from './routes/access-settings.ts'
import { accountRoutes } from './routes/account.ts'
import { annotationRoutes } from './routes/annotations.ts'
import { auditRoutes } from './routes/audit.ts'
import { blockerRoutes } from './routes/blockers.ts'
import { briefRoutes } from './routes/brief.ts'
import { burnUpRoutes } from './routes/burn-up.ts'
import { calendarFeedRoutes } from './routes/calendar-feed.ts'
import { closeCycleRoutes } from './routes/close-cycle.ts'
import { cloudServiceRoutes } from './routes/cloud-services.ts'
import { comparisonRoutes } from './routes/comparison.ts'
import { cycleChangeRoutes } from './routes/cycle-changes.ts'
import { cycleItemRoutes } from './routes/cycle-items.ts'
import { dependencyRoutes } from './routes/dependencies.ts'
import { explanationRoutes } from './routes/explanations.ts'
import { exportRoutes } from './routes/exports.ts'
import { feedbackRoutes } from './routes/feedback.ts'
import { feedbackFigureRoutes } from './routes/feedback-figures.ts'
import { forecastRoutes } from './routes/forecast.ts'
import { givingRoutes } from './routes/give-feedback.ts'
import { growthRoutes } from './routes/growth.ts'
import { handOverRoutes } from './routes/hand-overs.ts'
import { importRoutes } from './routes/imports.ts'
import { lastReviewRoutes } from './routes/last-review.ts'
import { liveRoutes } from './routes/live.ts'
import { mailRoutes } from './routes/mails.ts'
import { memberRoutes } from './routes/members.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { moveRoutes } from './routes/moves.ts'
import { organisationRoutes } from './routes/organisation.ts'
import { passkeySignInRoutes } from './routes/passkey-sign-in.ts'
import { passkeyRoutes } from './routes/passkeys.ts'
import { peopleRoutes } from './routes/people.ts'
import { planRoutes } from './routes/plan.ts'
import { planBoardRoutes } from './routes/plan-board.ts'
import { programmeRoutes } from './routes/programme.ts'
import { promiseAnswerRoutes } from './routes/promise-answers.ts'
import { providerSignInRoutes } from './routes/provider-sign-in.ts'
import { regionRoutes } from './routes/regions.ts'
import { releaseCycleRoutes } from './routes/release-cycles.ts'
import { sampleRoutes } from './routes/sample.ts'
import { serviceRoutes } from './routes/services.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { sharedLinkRoutes } from './routes/shared-links.ts'
import { sharedPageRoutes } from './routes/shared-pages.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { signInSettingsRoutes } from './routes/sign-in-settings.ts'
import { signOffRoutes } from './routes/sign-offs.ts'
import { slidesRoutes } from './routes/slides.ts'
import { standUpDigestRoutes } from './routes/stand-up-digest.ts'
import { standUpHoursRoutes } from './routes/stand-up-hours.ts'
import { standUpLineRoutes } from './routes/stand-up-lines.ts'
import { standUpRoutes } from './routes/stand-ups.ts'
import { storiesRoutes } from './routes/stories.ts'
import { stuckServiceRoutes } from './routes/stuck-services.ts'
import { tokenRoutes } from './routes/tokens.ts'
import { waveRoutes } from './routes/waves.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import { workloadRoutes } from './routes/workload.ts'
import type { Surroundings } from './serve.ts'
import { refuseBeforeSetUp } from './sign-in/before-set-up.ts'
import { ensureProgramme } from './storage/programme.ts'

export interface Api {
  fetch(request: Request): Promise<Response>
}

/**
 * The whole API as one web-standard application: Node hosts it in production, the dev server in development, the
 * browser in the demo, and tests call it without a port.
 */
export function createApi(surroundings: Surroundings): Api {
  const api = new Hono()
  const { watch } = surroundings
  if (watch !== undefined) {
    const routes = new Map(everyEndpoint.map(({ path }) => [path.replaceAll(/\{(\w+)\}/g, ':$1'), path]))
    api.use(async (context, next) => {
      const from = watch.seconds()
      await next()
      const { req, res } = context
      const route = routes.get(routePath(context)) ?? 'none'
      watch.answered({ method: req.method, route, status: res.status, seconds: watch.seconds() - from })
    })
  }
  const document = openApiDocument(everyEndpoint, surroundings.version)
  api.get('/api/v1/openapi.json', (context) => context.json(document))
  // An address with a name of its own comes before one with a number in its place: `moves/batch` is no move.
  for (const [path, endpoints] of Map.groupBy(everyEndpoint, ({ path }) => path)) {
    const methods = [...new Set(endpoints.map(({ method }) => method))]
    if (path.includes('{')) continue
    api.all(path, ({ req }, next) => {
      if (!methods.some((method) => method === (req.method === 'HEAD' ? 'GET' : req.method)))
        throw new MethodNotAllowed(methods)
      return next()
    })
  }
  for (const routes of [
    programmeRoutes,
    workloadRoutes,
    growthRoutes,
    lastReviewRoutes,
    storiesRoutes,
    briefRoutes,
    sharedLinkRoutes,
    sharedPageRoutes,
    slidesRoutes,
    forecastRoutes,
    explanationRoutes,
    comparisonRoutes,
    // Before what is read by its number, whose address they would be.
    exportRoutes,
    cloudServiceRoutes,
    moveRoutes,
    serviceRoutes,
    organisationRoutes,
    annotationRoutes,
    releaseCycleRoutes,
    burnUpRoutes,
    cycleItemRoutes,
    stuckServiceRoutes,
    planRoutes,
    planBoardRoutes,
    cycleChangeRoutes,
    closeCycleRoutes,
    signOffRoutes,
    waveRoutes,
    dependencyRoutes,
    blockerRoutes,
    standUpRoutes,
    standUpDigestRoutes,
    standUpHoursRoutes,
    standUpLineRoutes,
    promiseAnswerRoutes,
    absenceRoutes,
    handOverRoutes,
    // Before what is read by its number, whose address they would be.
    feedbackFigureRoutes,
    feedbackRoutes,
    givingRoutes,
    regionRoutes,
    importRoutes,
    signInRoutes,
    passkeyRoutes,
    passkeySignInRoutes,
    sessionRoutes,
    providerSignInRoutes,
    accountRoutes,
    mailRoutes,
    peopleRoutes,
    memberRoutes,
    tokenRoutes,
    calendarFeedRoutes,
    webhookRoutes,
    auditRoutes,
    liveRoutes,
    metricsRoutes,
    accessSettingsRoutes,
    signInSettingsRoutes,
    sampleRoutes,
  ]) {
    routes(api, surroundings)
  }
  api.all('*', ({ req }) => {
    const others = everyEndpoint
      .filter(({ path }) => matches(path, new URL(req.url).pathname))
      .map(({ method }) => method)
    if (others.length === 0) throw new NotFound(`The address ${new URL(req.url).pathname}`)
    throw new MethodNotAllowed([...new Set(others)])
  })
  const putOnRecord = refusalsOnRecord(surroundings)
  api.onError(async (error, { req }) => {
    // Where it cannot be written down, as on a full disk, it is refused all the same.
    if (error instanceof TurnedAway)
      await putOnRecord(error, req.raw).catch((fault: unknown) => surroundings.reportFault('audit', fault))
    return problemOf(error, surroundings.reportFault)
  })

  const refuseBefore = refuseBeforeSetUp(surroundings, everyEndpoint)
  let prepared: Promise<unknown> | undefined
  return {
    async fetch(request) {
      try {
        // The programme exists from the first request on, so that no route needs to think of a ledger without one.
        prepared ??= surroundings.database.write((queries) => ensureProgramme(queries, surroundings.clock.now()))
        await prepared
        await refuseBefore(request)
      } catch (error) {
        if (!(error instanceof NeedsSetUp)) prepared = undefined
        return problemOf(error, surroundings.reportFault)
      }
      return api.fetch(request)
    },
  }
}

function matches(path: string, asked: string): boolean {
  const parts = path.split('/')
  const given = asked.split('/')
  return parts.length === given.length && parts.every((part, at) => part.startsWith('{') || part === given[at])
}

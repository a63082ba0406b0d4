import type { Page } from 'playwright-core'
import type { access } from '../../src/web/shared/messages/en/access.ts'
import type { feedback } from '../../src/web/shared/messages/en/feedback.ts'
import type { standUps } from '../../src/web/shared/messages/en/stand-ups.ts'
import type { waves } from '../../src/web/shared/messages/en/waves.ts'
import type { Messages } from '../../src/web/shared/messages/en.ts'

/** What the buttons are called in the reader's language, the words read apart among them. */
export interface PlaceWords extends Messages {
  readonly access: typeof access
  readonly waves: typeof waves
  readonly feedbackWords: typeof feedback
  readonly standUpWords: typeof standUps
}

/** One thing that a reader can have before their eyes: a page, or what lies open over it. */
export interface Place {
  readonly name: string
  readonly path: string
  /** What to do on the page until the overlay is open. */
  readonly open?: (page: Page, words: PlaceWords) => Promise<unknown>
  /** Shows once the place stands whole. */
  readonly shows: string
  /** It does not outlive a change of the window's width: a phone has another button, or another frame, for it. */
  readonly phoneOpensAnew?: true
}

/** Two rows that can be logged and three that cannot, each for another reason. */
export const rowsToMend = `occurred_on,service,team,division,units,from,to,note
2024-07-01,invoice-renderer,billing,finance,4000,,default,found
2024-07-03,invoice-renderer,billing,finance,4000,default,eks-prow-build-cluster,cutover
2024-02-30,invoice-renderer,billing,finance,1000,default,eks-prow-build-cluster,no such day
2024-07-04,ledger-export,billing,finance,0,,default,nothing
2024-07-05,payments-api,billing,finance,8000,,Frankfurt 2,unknown place
`

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first()

/** What a wide screen and a phone press for the same. */
const eitherOf = async (page: Page, wide: string, phone: string): Promise<void> => {
  const first = page.locator(wide).first()
  await first.or(page.locator(phone)).first().waitFor({ state: 'attached' })
  await ((await first.isVisible()) ? first : page.locator(phone)).click()
}

/** Every page and every overlay of the sample organisation; `service` is one of its services, left on-premises. */
export const placesOf = (service: number): readonly Place[] => [
  { name: 'overview', path: '/sample/', shows: '[data-chart]' },
  {
    name: 'timeline',
    path: '/sample/?asOf=2023-03-05',
    open: (page) => eitherOf(page, '.as-of-slider', '.phone-view'),
    shows: '.time-slider input',
    phoneOpensAnew: true,
  },
  { name: 'known-note', path: '/sample/blockers?asOf=2024-06-02&knownAt=2024-06-02T23:00:00Z', shows: '.known-note' },
  { name: 'present', path: '/sample/present', shows: '.headline' },
  { name: 'present-ladder', path: '/sample/present?slide=ladder&every=600', shows: '[data-chart]' },
  { name: 'present-cycle', path: '/sample/present?slide=cycle&every=600', shows: '[data-chart]' },
  { name: 'present-divisions', path: '/sample/present?slide=divisions&every=600', shows: '.compared-table' },
  { name: 'present-blockers', path: '/sample/present?slide=blockers&every=600', shows: '.present-blockers' },
  { name: 'present-nothing', path: '/present', shows: '.state' },
  { name: 'overview-stories', path: '/sample/?stories=stall,crossing', shows: '.ladder-stories li' },
  { name: 'forecast', path: '/sample/forecast', shows: '[data-chart=cone]' },
  { name: 'forecast-on-premises', path: '/sample/forecast?what=onPrem', shows: '[data-chart=cone]' },
  {
    name: 'forecast-changed',
    path: '/sample/forecast?weeks=104&leaveOut=2024-03-17&stop=3&onceMore=4',
    shows: '.levers-chosen li',
  },
  { name: 'forecast-empty', path: '/forecast', shows: '.state' },
  { name: 'compare', path: '/sample/compare', shows: '.league-table tbody tr' },
  { name: 'compare-teams', path: '/sample/compare?by=team&sort=-effort&effort=small', shows: '.league-table tbody tr' },
  { name: 'compare-none', path: '/sample/compare?q=no-such-division', shows: '.state' },
  { name: 'compare-measures', path: '/sample/compare?show=measures', shows: '[data-chart=two-measures]' },
  { name: 'compare-ladders', path: '/sample/compare?show=ladders', shows: '[data-chart=small-ladders] li' },
  { name: 'compare-exits', path: '/sample/compare?show=exits', shows: '.exits-table tbody tr' },
  { name: 'compare-clouds', path: '/sample/compare?show=clouds', shows: '.compare-page .state' },
  { name: 'services', path: '/sample/services', shows: 'tr.service' },
  { name: 'services-grouped', path: '/sample/services?group=team&team=kops', shows: 'tr.service' },
  { name: 'services-empty', path: '/sample/services?q=no-such-service&state=rolled_back', shows: '.state' },
  { name: 'cycle', path: '/sample/cycles', shows: '[data-chart]' },
  { name: 'cycle-board', path: '/sample/cycles?show=board', shows: '.board-card' },
  { name: 'cycle-changes', path: '/sample/cycles?since=start', shows: '.changes-table' },
  {
    name: 'add-dependency',
    path: `/sample/services?service=${service}`,
    shows: '.waves-form',
    phoneOpensAnew: true,
    open: (page, { waves }) => button(page, waves.addDependency).click(),
  },
  { name: 'cycle-services', path: '/sample/cycles?show=services', shows: '.cycle-items' },
  { name: 'cycle-history', path: '/sample/cycles?show=history', shows: '.cycle-history' },
  { name: 'cycle-ahead', path: '/sample/cycles?cycle=30', shows: '.state' },
  {
    name: 'cycle-plan',
    path: '/sample/cycles',
    shows: '.modal textarea',
    open: (page, { cycles }) => button(page, cycles.plan).click(),
  },
  {
    name: 'cycle-close',
    path: '/sample/cycles?cycle=27',
    shows: '.carry-over li',
    open: (page, { cycles }) => button(page, cycles.close).click(),
  },
  { name: 'teams', path: '/sample/teams', shows: 'tr.team' },
  { name: 'waves', path: '/sample/waves', shows: '.waves-table' },
  { name: 'waves-empty', path: '/waves', shows: '.state' },
  { name: 'wave', path: '/sample/waves?wave=1', shows: '.wave-services li' },
  { name: 'make-wave', path: '/sample/waves?wave=new', shows: '.modal' },
  {
    name: 'wave-services',
    path: '/sample/waves?wave=1',
    shows: '.waves-form',
    open: (page, { waves }) => button(page, waves.addServices).click(),
  },
  { name: 'dependencies', path: '/sample/waves?show=dependencies', shows: '.order-table' },
  {
    name: 'dependencies-table',
    path: '/sample/waves?show=dependencies',
    shows: '.dependency-map .chart-table',
    open: (page) => page.locator('.dependency-map [data-chart-toggle]').click(),
  },
  {
    name: 'dependencies-import',
    path: '/sample/waves?show=dependencies',
    shows: '.rows-table',
    open: async (page, { waves }) => {
      await button(page, waves.importDo).click()
      await page.locator('input[type=file]').setInputFiles({
        name: 'dependencies.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('service,depends_on,kind\nnobody,nothing,calls\n'),
      })
    },
  },
  { name: 'annotations', path: '/sample/?annotation=list', shows: '.annotations-panel' },
  { name: 'add-annotation', path: '/sample/?annotation=new', shows: '.annotation-form' },
  { name: 'blockers', path: '/sample/blockers?show=all', shows: '.blocker-lines li' },
  { name: 'blockers-empty', path: '/blockers', shows: '.state' },
  { name: 'open-blocker', path: '/sample/blockers?act=open', shows: '.blockers-form' },
  { name: 'stand-up-morning', path: '/sample/stand-ups?of=kops&time=morning', shows: '.stand-up-people li' },
  { name: 'stand-up-evening', path: '/sample/stand-ups?of=kops&time=evening', shows: '.promises li' },
  { name: 'stand-ups-digest', path: '/sample/stand-ups?show=digest&asOf=2024-07-05', shows: '.digest-figures' },
  {
    name: 'hand-over',
    path: '/sample/stand-ups?of=kops&time=evening',
    shows: '.hand-over-items',
    open: (page, { standUpWords }) => button(page, standUpWords.handOver.handOver).click(),
  },
  {
    name: 'stand-up-hours',
    path: '/sample/stand-ups?of=kops&time=evening',
    shows: '.stand-up-form input[type=time]',
    open: (page, { standUpWords }) => button(page, standUpWords.hours.button(null, null)).click(),
  },
  { name: 'stop-mails', path: '/no-mails#key', shows: '.entrance-main .button' },
  { name: 'stop-mails-cut-short', path: '/no-mails', shows: '.entrance-main p' },
  { name: 'stand-ups-empty', path: '/stand-ups', shows: '.state' },
  { name: 'feedback', path: '/sample/feedback', shows: '.feedback-lines li' },
  { name: 'feedback-empty', path: '/feedback', shows: '.state' },
  {
    name: 'feedback-groups',
    path: '/sample/feedback?show=resolved',
    shows: '.rating-groups tbody tr',
    open: (page, { feedbackWords }) => page.getByText(feedbackWords.bys.region, { exact: true }).first().click(),
  },
  {
    name: 'answer-feedback',
    path: '/sample/feedback',
    shows: '.feedback-form .said',
    open: (page, { feedbackWords }) =>
      page.locator('.feedback-lines .acts').first().getByText(feedbackWords.answer, { exact: true }).click(),
  },
  {
    name: 'link-feedback',
    path: '/sample/feedback',
    shows: '.feedback-form .segmented',
    open: (page, { feedbackWords }) =>
      page.locator('.feedback-lines .acts').first().getByText(feedbackWords.link, { exact: true }).click(),
  },
  {
    name: 'give-feedback',
    path: '/sample/feedback',
    shows: '.give-form .rating-choices',
    open: (page, { feedbackWords }) =>
      page.locator('.pulses-due .acts').first().getByText(feedbackWords.give, { exact: true }).click(),
  },
  {
    name: 'make-pulse-link',
    path: '/sample/feedback',
    shows: '.shown-once .secret',
    open: async (page, { feedbackWords }) => {
      await page.locator('.pulses-due .acts').first().getByText(feedbackWords.makeLink, { exact: true }).click()
      await page.getByRole('dialog').locator('input').first().fill(crypto.randomUUID())
      await page.getByRole('dialog').getByRole('button', { name: feedbackWords.makeLink, exact: true }).click()
    },
  },
  {
    name: 'pulse-link',
    path: '/sample/feedback',
    shows: 'main .rating-choices',
    open: async (page, { feedbackWords }) => {
      await page.locator('.pulses-due .acts').first().getByText(feedbackWords.makeLink, { exact: true }).click()
      await page.getByRole('dialog').locator('input').first().fill(crypto.randomUUID())
      await page.getByRole('dialog').getByRole('button', { name: feedbackWords.makeLink, exact: true }).click()
      await page.goto((await page.locator('.shown-once .secret').textContent()) ?? '')
    },
  },
  { name: 'pulse-link-cut-short', path: '/sample/pulse/1', shows: '.entrance-main h1' },
  {
    name: 'region',
    path: '/sample/settings',
    shows: '.feedback-form',
    open: (page, { feedbackWords }) => button(page, feedbackWords.addRegion).click(),
  },
  { name: 'import', path: '/sample/import', shows: '.drop-zone' },
  { name: 'settings', path: '/sample/settings', shows: '.location-table' },
  { name: 'audit', path: '/sample/audit', shows: '.audit-table' },
  {
    name: 'audit-entry',
    path: '/sample/audit',
    shows: '.audit-changes',
    open: (page) => page.locator('.audit-subject summary').first().click(),
  },
  { name: 'api', path: '/sample/api', shows: 'main h2' },
  { name: 'first-visit', path: '/', shows: '.ways-in' },
  { name: 'not-found', path: '/sample/nowhere', shows: '.state' },
  { name: 'explain', path: '/sample/?explain=growth', shows: '.modal.panel table' },
  {
    name: 'explain-part',
    path: '/sample/?team=kops&explain=cloud&measure=units&asOf=2024-03-03',
    shows: '.modal.panel table',
  },
  { name: 'drawer', path: `/sample/services?service=${service}`, shows: '.drawer-part' },
  { name: 'drawer-unknown', path: '/sample/services?service=999999', shows: ':is(.drawer, .modal.panel) p.second' },
  {
    name: 'log',
    path: `/sample/?log=${service}`,
    shows: '.effect b',
    open: async (page) => {
      await page.locator('input[name=level]').first().waitFor()
      await page.keyboard.press('5')
    },
  },
  {
    name: 'log-refused',
    path: `/sample/?log=${service}`,
    shows: '.log-form [role=alert]',
    open: async (page) => {
      await page.locator('.level-field input[type=text]').fill('140')
    },
  },
  {
    name: 'reverse',
    path: `/sample/services?service=${service}`,
    shows: '#reverse-move',
    phoneOpensAnew: true,
    open: async (page, { services }) => {
      await page.locator('.moves button.move-class').first().click()
      await button(page, services.reverse).click()
    },
  },
  {
    name: 'palette',
    path: '/sample/',
    shows: '.palette-list',
    open: async (page) => {
      await page.keyboard.press('Control+k')
      await page.locator('.palette-search input').fill('kops')
      await page.locator('.palette-list [data-key^=service]').first().waitFor()
    },
  },
  { name: 'keyboard-help', path: '/sample/services', shows: '.key-help', open: (page) => page.keyboard.press('?') },
  {
    name: 'as-of',
    path: '/sample/?asOf=2023-09-22',
    shows: '.floating table',
    open: (page) => eitherOf(page, '.top-bar-view button[aria-haspopup]', '.phone-view'),
    phoneOpensAnew: true,
  },
  {
    name: 'scope',
    path: '/sample/',
    shows: '.floating [role=combobox]',
    open: (page) => eitherOf(page, '.top-bar-view .chip.dashed:last-child', '.phone-view'),
    phoneOpensAnew: true,
  },
  {
    name: 'programme',
    path: '/sample/',
    shows: '.floating',
    open: (page) => eitherOf(page, '.programme-button', '.phone-more'),
    phoneOpensAnew: true,
  },
  {
    name: 'filter',
    path: '/sample/services',
    shows: '.filter-menu',
    open: (page) => page.locator('#services-filter').click(),
  },
  {
    name: 'filter-state',
    path: '/sample/services',
    shows: '.several',
    open: async (page, { services }) => {
      await page.locator('#services-filter').click()
      await page.locator('.filter-menu').getByText(services.field.state, { exact: true }).click()
    },
  },
  {
    name: 'columns',
    path: '/sample/services',
    shows: '.floating',
    open: (page, { services }) => page.getByRole('button', { name: services.columns }).first().click(),
  },
  {
    name: 'save-as',
    path: '/sample/',
    shows: '.save-choices',
    open: (page, { charts }) => page.getByRole('button', { name: charts.save }).first().click(),
  },
  {
    name: 'ladder-table',
    path: '/sample/',
    shows: 'main table',
    open: (page, { charts }) => page.getByRole('button', { name: charts.table }).first().click(),
  },
  {
    name: 'add-service',
    path: '/sample/services',
    shows: '.service-form [role=alert]',
    open: async (page, { services }) => {
      await button(page, services.add).click()
      await page.getByRole('dialog').getByRole('button', { name: services.addDo }).click()
    },
  },
  {
    name: 'edit-service',
    path: `/sample/services?service=${service}`,
    shows: '.service-form',
    open: (page, { services }) => button(page, services.edit).click(),
  },
  {
    name: 'bulk-change',
    path: '/sample/services?team=kops',
    shows: '.service-form',
    open: async (page, { services }) => {
      await page.locator('tr.service .choose-box input').nth(1).click()
      await page.locator('tr.service .choose-box input').nth(2).click()
      await page.locator('.chosen-bar').getByRole('button', { name: services.changeChosen }).click()
    },
  },
  {
    name: 'chosen-rows',
    path: '/sample/services?team=kops',
    shows: '.chosen-bar',
    open: (page) => page.locator('tr.service .choose-box input').nth(1).click(),
  },
  {
    name: 'import-preview',
    path: '/sample/import',
    shows: '.refused-rows, table',
    open: async (page) => {
      const buffer = Buffer.from(rowsToMend)
      await page.locator('input[type=file]').setInputFiles({ name: 'july.csv', mimeType: 'text/csv', buffer })
      await page.getByText('Frankfurt 2').first().waitFor()
    },
  },
  {
    name: 'location',
    path: '/sample/settings',
    shows: '.modal',
    open: (page, { settings }) => button(page, settings.addLocation).click(),
  },
  {
    name: 'make-token',
    path: '/sample/settings',
    shows: '.access-form [role=alert]',
    open: async (page, { access }) => {
      await button(page, access.makeToken).click()
      await page.getByRole('dialog').getByRole('button', { name: access.makeToken }).click()
    },
  },
  {
    name: 'overview-reviewed',
    path: '/sample/',
    shows: '.last-review td.figures',
    open: async (page) => {
      // Once marked it stays so, and then stands there without being asked.
      const marked = page.locator('.last-review td.figures')
      const mark = page.locator('.last-review .section-head button').last()
      await marked.first().or(mark).first().waitFor()
      if (!(await marked.first().isVisible())) await mark.click()
    },
  },
  {
    name: 'take-along',
    path: '/sample/',
    shows: '.take-choices',
    open: (page, { growth }) => button(page, growth.take.open).click(),
  },
  {
    name: 'share',
    path: '/sample/',
    shows: '.share-form [role=alert]',
    open: async (page, { growth, access }) => {
      await button(page, growth.take.open).click()
      await button(page, growth.brief.share).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(access.links.shows).selectOption('chart')
      await dialog.getByRole('button', { name: access.links.make }).click()
    },
  },
  {
    name: 'shared-link-shown-once',
    path: '/sample/settings',
    shows: '.shown-once .secret',
    open: async (page, { access }) => {
      await button(page, access.links.make).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(access.links.name, { exact: true }).fill('Board, July')
      await dialog.getByRole('button', { name: access.links.make }).click()
    },
  },
  {
    name: 'shared-link-revoked',
    path: '/sample/settings',
    shows: '.modal',
    open: (page, { access }) =>
      page
        .getByRole('button', { name: access.links.revokeNamed('Board, July') })
        .first()
        .click(),
  },
  {
    name: 'add-team',
    path: '/sample/teams',
    shows: '.modal',
    open: (page, { teams }) => button(page, teams.addTeam).click(),
  },
  // The last: what it leaves on the device stands in the top bar of every page from then on.
  {
    name: 'on-this-device',
    path: '/sample/stand-ups?of=kops',
    shows: '.outbox-panel li',
    open: async (page) => {
      await page.locator('.line-box input').waitFor()
      await page.evaluate(leaveOnDevice)
      await page.locator('.outbox-button').click()
    },
  },
]

/** As the ledger would have refused it a day later: a note, and a promise for a service that is gone. */
async function leaveOnDevice(): Promise<void> {
  const session = (await (await fetch('/sample/api/v1/session')).json()) as { actor: { id: string }; today: string }
  const owner = `/sample/ ${session.actor.id}`
  while (!(await indexedDB.databases()).some(({ name }) => name === 'tenfold-outbox'))
    await new Promise((resolve) => setTimeout(resolve, 100))
  const opening = indexedDB.open('tenfold-outbox')
  await new Promise((resolve) => opening.addEventListener('success', resolve))
  const entries = opening.result.transaction('entries', 'readwrite').objectStore('entries')
  const team = { id: 1, name: 'kops' }
  const line = { kind: 'line', team, day: session.today, time: 'morning', author: null, typed: '' }
  const said = [
    { ...line, line: 'note', service: null, level: null, text: `<b>drained</b> ${'until noon '.repeat(8)}` },
    { ...line, line: 'promise', service: 'gone-by-then', level: 600, text: '' },
  ]
  const problem = {
    type: '/api#unknown-service',
    title: '',
    status: 422,
    detail: '',
    code: 'unknown-service',
    facts: { service: 'gone-by-then' },
  }
  for (const [at, what] of said.entries()) {
    const entry = { id: 900 + at, owner, key: `left-${at}`, path: '/api/v1/stand-ups/lines', body: '{}', typedAt: 0 }
    entries.put({ ...entry, what, state: 'refused', tries: 1, problem })
  }
  await new Promise((resolve) => entries.transaction.addEventListener('complete', resolve))
  opening.result.close()
  // As another tab would say it.
  new BroadcastChannel(`tenfold outbox ${owner}`).postMessage('changed')
}

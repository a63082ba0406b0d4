import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

type Load = () => Promise<{ default: ComponentType }>

export interface Page {
  readonly Component: LazyExoticComponent<ComponentType>
  /** Starts the download before the page is drawn: at the start, and when a pointer rests on its link. */
  readonly load: Load
}

const page = (load: Load): Page => ({ Component: lazy(load), load })

/** Every screen is a chunk of its own, so that the headline waits for no table and no form. */
export const pages = {
  '/': page(async () => ({ default: (await import('../growth/OverviewPage.tsx')).OverviewPage })),
  '/forecast': page(async () => ({ default: (await import('../growth/ForecastPage.tsx')).ForecastPage })),
  '/compare': page(async () => ({ default: (await import('../comparison/ComparePage.tsx')).ComparePage })),
  '/services': page(async () => ({ default: (await import('../services/ServicesPage.tsx')).ServicesPage })),
  '/cycles': page(async () => ({ default: (await import('../release-cycles/CyclesPage.tsx')).CyclesPage })),
  '/teams': page(async () => ({ default: (await import('../teams/TeamsPage.tsx')).TeamsPage })),
  '/waves': page(async () => ({ default: (await import('../waves/WavesPage.tsx')).WavesPage })),
  '/blockers': page(async () => ({ default: (await import('../blockers/BlockersPage.tsx')).BlockersPage })),
  '/stand-ups': page(async () => ({ default: (await import('../stand-ups/StandUpsPage.tsx')).StandUpsPage })),
  '/feedback': page(async () => ({ default: (await import('../feedback/FeedbackPage.tsx')).FeedbackPage })),
  '/import': page(async () => ({ default: (await import('../imports/ImportPage.tsx')).ImportPage })),
  '/settings': page(async () => ({ default: (await import('../settings/SettingsPage.tsx')).SettingsPage })),
  '/audit': page(async () => ({ default: (await import('../access/AuditPage.tsx')).AuditPage })),
  '/sessions': page(async () => ({ default: (await import('../access/OpenSessionsPage.tsx')).OpenSessionsPage })),
  '/account': page(async () => ({ default: (await import('../access/AccountPage.tsx')).AccountPage })),
  '/present': page(async () => ({ default: (await import('../present/PresentPage.tsx')).PresentPage })),
  '/api': page(async () => ({ default: (await import('../api-reference/ApiPage.tsx')).ApiPage })),
} satisfies Record<string, Page>

export type PagePath = keyof typeof pages

export const isPagePath = (path: string): path is PagePath => path in pages

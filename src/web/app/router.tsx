import { createRootRoute, createRoute, createRouter, type RouterHistory } from '@tanstack/react-router'
import { basePath, parseSearch, stringifySearch } from '../shared/address.ts'
import { Gate } from './Gate.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { PageSkeleton } from './PageSkeleton.tsx'
import { pages } from './pages.ts'

// Each page parses the part of the address that it owns (usePageSearch), so the routes carry no schema and no page's
// schema has to be loaded before the first one shows.
const root = createRootRoute({ component: Gate, notFoundComponent: NotFoundPage })

const routes = [
  createRoute({ getParentRoute: () => root, path: '/', component: pages['/'].Component }),
  createRoute({ getParentRoute: () => root, path: '/forecast', component: pages['/forecast'].Component }),
  createRoute({ getParentRoute: () => root, path: '/compare', component: pages['/compare'].Component }),
  createRoute({ getParentRoute: () => root, path: '/services', component: pages['/services'].Component }),
  createRoute({ getParentRoute: () => root, path: '/cycles', component: pages['/cycles'].Component }),
  createRoute({ getParentRoute: () => root, path: '/teams', component: pages['/teams'].Component }),
  createRoute({ getParentRoute: () => root, path: '/waves', component: pages['/waves'].Component }),
  createRoute({ getParentRoute: () => root, path: '/blockers', component: pages['/blockers'].Component }),
  createRoute({ getParentRoute: () => root, path: '/stand-ups', component: pages['/stand-ups'].Component }),
  createRoute({ getParentRoute: () => root, path: '/feedback', component: pages['/feedback'].Component }),
  createRoute({ getParentRoute: () => root, path: '/import', component: pages['/import'].Component }),
  createRoute({ getParentRoute: () => root, path: '/settings', component: pages['/settings'].Component }),
  createRoute({ getParentRoute: () => root, path: '/audit', component: pages['/audit'].Component }),
  createRoute({ getParentRoute: () => root, path: '/sessions', component: pages['/sessions'].Component }),
  createRoute({ getParentRoute: () => root, path: '/present', component: pages['/present'].Component }),
  createRoute({ getParentRoute: () => root, path: '/api', component: pages['/api'].Component }),
  createRoute({ getParentRoute: () => root, path: '/account', component: pages['/account'].Component }),
  // The gate draws these; where nobody signs in, there is no such page.
  createRoute({ getParentRoute: () => root, path: '/set-up', component: NotFoundPage }),
  createRoute({ getParentRoute: () => root, path: '/welcome', component: NotFoundPage }),
  createRoute({ getParentRoute: () => root, path: '/pulse/$service', component: NotFoundPage }),
  createRoute({ getParentRoute: () => root, path: '/no-mails', component: NotFoundPage }),
] as const

export function createAppRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: root.addChildren(routes),
    basepath: basePath === '' ? '/' : basePath,
    parseSearch,
    stringifySearch,
    // Where a reader was in a long table is kept; a new screen starts at its top.
    scrollRestoration: true,
    defaultPreload: false,
    // The router waits for a screen in a boundary of its own, which would show nothing at all.
    defaultPendingComponent: PageSkeleton,
    ...(history === undefined ? {} : { history }),
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}

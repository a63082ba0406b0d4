import { createBrowserHistory, type RouterHistory } from '@tanstack/react-router'

/**
 * Screens behind `#` have addresses of their own on any static host, in any folder. The router's own hash history would
 * take `?organisation=` before the `#` for a part of the screen's address.
 */
export const screensBehindHash = (): RouterHistory =>
  createBrowserHistory({
    parseLocation: () => {
      const { pathname, search, hash } = new URL(location.hash.slice(1) || '/', location.origin)
      return { href: pathname + search + hash, pathname, search, hash, state: history.state }
    },
    createHref: (path) => `${location.pathname}${location.search}#${path}`,
  })

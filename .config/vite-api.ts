import type { Plugin } from 'vite'
export const apiInTheDevServer = (_project: string): Plugin => ({ name: 'tenfold-api' })

import { flushCompileCache } from 'node:module'
import { keepCompiled } from './compile-cache.ts'

keepCompiled()
await import('./run-server.ts')
// A server may run for months and then be killed: what it compiled is written down now.
flushCompileCache()

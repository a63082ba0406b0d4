import '../shared/tokens.css'
import '../shared/base.css'
import '../shared/controls.css'
import './shell.css'
import { createRoot } from 'react-dom/client'
import { start } from './start-app.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id "root".')
// Days are Temporal.PlainDate. Browsers that have none yet fetch it; all others never see it.
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
createRoot(root).render(await start())

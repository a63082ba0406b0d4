import { openDatabase } from '../../../src/server/database/open-database.ts'

// A server in small: takes the folder, says so, and holds it until it is ended.
const folder = process.argv[2]
if (!folder) throw new Error('Name the folder to hold.')
await openDatabase({ folder })
console.log('held')
setInterval(() => {}, 60_000)

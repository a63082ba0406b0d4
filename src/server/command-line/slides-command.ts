import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readSlides } from '../../contract/slides.ts'
import { CommandRefusal, exitCodes } from './command.ts'
import { grouped } from './counted.ts'
import { queryOf, queryOptions } from './query-options.ts'
import { commandOf, type Verb } from './verbs.ts'

const write: Verb = {
  name: 'write',
  takes: { said: 'FILE', least: 1, most: 1 },
  says: 'writes what the brief says as PowerPoint slides, with charts and tables that can be edited there',
  asks: [readSlides],
  options: queryOptions(readSlides),
  async run({ ask, words, values, surroundings }) {
    const path = resolve(surroundings.here, words[0] ?? '')
    if (existsSync(path))
      throw new CommandRefusal(
        exitCodes.notUnderstood,
        `${words[0]} is there already, and somebody may have worked on it. Name another file, or take that one away.`,
      )
    const slides = await ask(readSlides, { query: queryOf(readSlides, values) })
    writeFileSync(path, slides)
    return {
      answer: { file: path, bytes: slides.byteLength },
      lines: [`${words[0]}: ${grouped(Math.ceil(slides.byteLength / 1000))} kB.`],
    }
  },
}

export const slidesCommand = commandOf({
  name: 'slides',
  summary: 'write the state of the migration as PowerPoint slides',
  page: 'Overview',
  help: ['FILE ends in .pptx. The same ledger, day and instant give the same bytes, as with brief.'],
  verbs: [write],
})

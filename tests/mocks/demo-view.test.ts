import { expect, test } from 'vitest'
import { readDemoView, searchOf } from '../../mocks/demo-view.ts'
import { demoWords } from '../../mocks/demo-words.ts'
import { organisations } from '../../mocks/organisations/organisations.ts'
import { weather } from '../../mocks/weather/weather.ts'

test.each([
  ['', 'kubernetes', 'fair', '?organisation=kubernetes'],
  ['?organisation=one-team&weather=slow', 'one-team', 'slow', '?organisation=one-team&weather=slow'],
  ['?organisation=nobody&weather=constructor', 'kubernetes', 'fair', '?organisation=kubernetes'],
])('"%s" opens %s in %s weather', (search, organisation, sky, said) => {
  expect(readDemoView(search)).toEqual({ organisation, weather: sky })
  expect(searchOf(readDemoView(search))).toBe(said)
})

test('every organisation and every weather can be chosen by its name, in both languages', () => {
  for (const words of Object.values(demoWords)) {
    expect(Object.keys(words.organisations).sort()).toEqual(Object.keys(organisations).sort())
    expect(Object.keys(words.weathers).sort()).toEqual(Object.keys(weather).sort())
  }
})

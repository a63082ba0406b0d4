import type { Language } from '../src/web/shared/preferences.ts'
import type { DemoView } from './demo-view.ts'
import { demoWords } from './demo-words.ts'

interface Banner extends DemoView {
  readonly language: Language
  readonly withoutWorker: boolean
  readonly choose: (change: Partial<DemoView>) => void
}

/** Stands over the page, so that nobody takes the demo for a server that keeps things. */
export function drawBanner(place: HTMLElement, shown: Banner): void {
  const words = demoWords[shown.language]
  const said = document.createElement('p')
  said.textContent = shown.withoutWorker ? `${words.banner} ${words.withoutWorker}` : words.banner
  const banner = document.createElement('aside')
  banner.className = 'demo-banner'
  banner.setAttribute('aria-label', words.region)
  banner.append(
    said,
    choice(words.organisation, words.organisations, shown.organisation, (organisation) =>
      shown.choose({ organisation }),
    ),
    choice(words.weather, words.weathers, shown.weather, (weather) => shown.choose({ weather })),
  )
  place.replaceChildren(banner)
}

function choice<Name extends string>(
  label: string,
  names: Readonly<Record<Name, string>>,
  chosen: Name,
  choose: (name: Name) => void,
): HTMLElement {
  const select = document.createElement('select')
  for (const [name, words] of Object.entries(names) as [Name, string][])
    select.add(new Option(words, name, name === chosen, name === chosen))
  select.addEventListener('change', () => choose(select.value as Name))
  const labelled = document.createElement('label')
  labelled.append(label, select)
  return labelled
}

import { lazy, Suspense, useState } from 'react'
import { organisationPath } from '../shared/address.ts'
import { Button } from '../shared/Button.tsx'
import { useShortcut } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Section } from '../shared/Section.tsx'
import { useSession } from '../shared/session-query.ts'
import { EmptyLadder } from './EmptyLadder.tsx'
import { FirstSettings } from './FirstSettings.tsx'
import './overview.css'
import { useMay } from '../shared/use-may.ts'

const AddServiceDialog = lazy(async () => ({
  default: (await import('../services/AddServiceDialog.tsx')).AddServiceDialog,
}))

/** An empty ledger: the ladder with its rungs, and three ways in. */
export function FirstVisitPage() {
  const { growth } = useMessages()
  const { programme, sample } = useSession()
  const words = growth.first
  const [adding, setAdding] = useState(false)
  const may = useMay()
  const openSample = () => location.assign(organisationPath(true))
  useShortcut('S', openSample, words.openSample, { enabled: !sample })
  useShortcut('A', () => setAdding(true), words.addService, { enabled: may('edit-service') })

  return (
    <div className="overview first-visit">
      <header>
        <h2 className="page-title">{words.title}</h2>
        <p className="second">{words.words}</p>
      </header>
      <Section line={words.ladder} heading={words.rungs(programme.milestones.length)}>
        <EmptyLadder milestones={programme.milestones} />
      </Section>
      <div className="ways-in">
        {sample ? null : (
          <article>
            <p className="caption">{words.sampleTime}</p>
            <h2>{words.sample}</h2>
            <p className="second">{words.sampleWords}</p>
            <Button look="filled" shortcut="S" onClick={openSample}>
              {words.openSample}
            </Button>
          </article>
        )}
        {may('import') ? (
          <article>
            <p className="caption">{words.importTime}</p>
            <h2>{words.import}</h2>
            <p className="second">{words.importWords}</p>
            <PageLink className="button" to="/import">
              {words.openImport}
            </PageLink>
          </article>
        ) : null}
        {may('edit-service') ? (
          <article>
            <p className="caption">{words.handTime}</p>
            <h2>{words.hand}</h2>
            <p className="second">{words.handWords}</p>
            <Button shortcut="A" onClick={() => setAdding(true)}>
              {words.addService}
            </Button>
          </article>
        ) : null}
      </div>
      {may('edit-programme') ? (
        <Section line={words.settingsName} heading={words.settings}>
          <FirstSettings key={programme.version} programme={programme} />
        </Section>
      ) : null}
      {adding ? (
        <Suspense>
          <AddServiceDialog onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}

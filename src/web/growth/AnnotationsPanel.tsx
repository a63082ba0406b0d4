import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Annotation, type KnownTag, knownTags } from '../../domain/annotation.ts'
import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { Evidence } from '../shared/Evidence.tsx'
import { useAnnotationMessages, useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { SearchBox } from '../shared/SearchBox.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { useSettled } from '../shared/use-settled.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { usePageSearch, useView } from '../shared/view-search.ts'
import { AnnotationDialog } from './AnnotationDialog.tsx'
import { annotationQuery, annotationsFoundQuery, useWithdrawAnnotation } from './annotations-panel-queries.ts'
import { AnnotationsSearch, annotationsQuery, noTags, shownTags } from './annotations-queries.ts'
import './annotations.css'

/** What the address says is open of the annotations: their list, or the form of one. */
export function AnnotationsPanel() {
  const [{ annotation }, change] = usePageSearch(AnnotationsSearch)
  const back = () => change({ annotation: 'list' }, { replace: true })
  if (annotation === 'new') return <AnnotationDialog of={undefined} onClose={back} />
  if (annotation === 'list') return <AnnotationsList onClose={() => change({ annotation: undefined })} />
  return annotation === undefined ? null : <OneAnnotation key={annotation} id={Number(annotation)} onClose={back} />
}

function OneAnnotation({ id, onClose }: { id: number; onClose: () => void }) {
  const words = useAnnotationMessages()
  const read = useQuery(annotationQuery(id))
  if (read.data !== undefined) return <AnnotationDialog of={read.data} onClose={onClose} />
  return (
    <Dialog heading={words.changeHeading} onClose={onClose}>
      {read.isError ? <ErrorState error={read.error} onRetry={() => void read.refetch()} /> : <Skeleton height={200} />}
    </Dialog>
  )
}

function AnnotationsList({ onClose }: { onClose: () => void }) {
  const words = useAnnotationMessages()
  const { growth } = useMessages()
  const format = useFormat()
  const [view] = useView()
  const { programme } = useSession()
  const may = useMay()
  const [, change] = usePageSearch(AnnotationsSearch)
  const [text, setText] = useState('')
  const q = useSettled(text.trim())
  const found = useQuery(annotationsFoundQuery(view, q))
  const list = found.data?.annotations ?? []
  const mayAdd = may('annotate') && view.knownAt === undefined
  return (
    <Dialog
      shape="panel"
      heading={words.title}
      onClose={onClose}
      foot={
        mayAdd ? (
          <div className="button-row">
            <Button look="filled" onClick={() => change({ annotation: 'new' })}>
              {words.add}
            </Button>
          </div>
        ) : undefined
      }
    >
      <div className="annotations-panel">
        <SearchBox label={words.search} value={text} onChange={setText} />
        <TagsOnChart />
        {found.data === undefined ? (
          found.isError ? (
            <ErrorState error={found.error} onRetry={() => void found.refetch()} />
          ) : (
            <Skeleton height={200} />
          )
        ) : (
          <>
            <p className="second" role="status">
              {words.count(found.data.total)}
            </p>
            {list.length > 0 ? null : <p>{q === '' ? words.nothing : words.nothingFound}</p>}
            <ul className="annotation-lines">
              {q !== '' || programme.targetDay === null ? null : (
                <li>
                  <p>
                    <span className="second">{format.day(programme.targetDay)}</span>{' '}
                    <strong>{growth.deadline.short}</strong>
                  </p>
                  <p className="second">{words.given}</p>
                </li>
              )}
              {list.map((one) => (
                <AnnotationLine key={one.id} of={one} />
              ))}
            </ul>
          </>
        )}
      </div>
    </Dialog>
  )
}

/** Which of them the ladder shows, by their tags: kept in the address, so that a link shows the same. */
function TagsOnChart() {
  const words = useAnnotationMessages()
  const [view] = useView()
  const [{ tags }, change] = usePageSearch(AnnotationsSearch)
  const read = useQuery(annotationsQuery(view))
  const known = read.data?.tags ?? []
  if (known.length === 0) return null
  const chosen = shownTags(tags)
  const toggle = (tag: string) => {
    const after = chosen.includes(tag) ? chosen.filter((one) => one !== tag) : [...chosen, tag]
    change({ tags: after.length === 0 ? undefined : after.join(',') }, { replace: true })
  }
  return (
    <fieldset className="annotation-filter">
      <legend>{words.onChart}</legend>
      <Button aria-pressed={tags === undefined} onClick={() => change({ tags: undefined }, { replace: true })}>
        {words.all}
      </Button>
      <Button aria-pressed={tags === noTags} onClick={() => change({ tags: noTags }, { replace: true })}>
        {words.none}
      </Button>
      {known.map(({ tag, count }) => (
        <Button key={tag} aria-pressed={chosen.includes(tag)} onClick={() => toggle(tag)}>
          {tagWords(tag, words.known)} {count}
        </Button>
      ))}
    </fieldset>
  )
}

const tagWords = (tag: string, known: Readonly<Record<KnownTag, string>>): string =>
  (knownTags as readonly string[]).includes(tag) ? known[tag as KnownTag] : tag

function AnnotationLine({ of }: { of: Annotation }) {
  const words = useAnnotationMessages()
  const format = useFormat()
  const [view] = useView()
  const may = useMay()
  const say = useToast()
  const problemWords = useProblemWords()
  const session = useSession()
  const [, change] = usePageSearch(AnnotationsSearch)
  const withdraw = useWithdrawAnnotation()
  const writeKey = useWriteKey()
  const mayTouch =
    view.knownAt === undefined && (of.team === null ? session.may.includes('annotate') : may('annotate', of.team.id))
  const whose = of.team?.name ?? of.division?.name ?? words.everybody
  return (
    <li>
      <p>
        <span className="second">{format.dayRange(of.day, of.until ?? of.day)}</span> <strong>{of.words}</strong>
      </p>
      <p className="second">
        {[whose, ...of.tags.map((tag) => tagWords(tag, words.known))].join(' · ')}
        {of.link === '' ? null : (
          <>
            {' · '}
            <Evidence of={of.link} label={words.link} />
          </>
        )}
      </p>
      {mayTouch ? (
        <div className="button-row">
          <Button aria-label={words.changeOf(of.words)} onClick={() => change({ annotation: String(of.id) })}>
            {words.change}
          </Button>
          <Button
            aria-label={words.withdrawOf(of.words)}
            busy={withdraw.isPending}
            onClick={() =>
              withdraw.mutate(
                { id: of.id, key: writeKey.keyFor(of.id) },
                { onSuccess: () => say(words.withdrawn), onError: (error) => say(problemWords(error)) },
              )
            }
          >
            {words.withdraw}
          </Button>
        </div>
      ) : null}
    </li>
  )
}

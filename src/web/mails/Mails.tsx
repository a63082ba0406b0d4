import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AnswerOf } from '../../contract/endpoint.ts'
import type { listMails } from '../../contract/mails.ts'
import type { Mail } from '../../domain/mail.ts'
import { Button } from '../shared/Button.tsx'
import { useAccessMessages, Words } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { Tag } from '../shared/Tag.tsx'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { mailsQuery, useMailAgain } from './mails-queries.ts'
import { TestMailDialog } from './TestMailDialog.tsx'

type Read = AnswerOf<typeof listMails>

/** By which server mails go, and what became of the last ones. */
export function Mails() {
  const { mails: words } = useAccessMessages()
  const query = useQuery(mailsQuery)
  const [testing, setTesting] = useState(false)
  const read = query.data
  const isOff = read !== undefined && read.from === null
  return (
    <Section
      line={words.line}
      heading={
        read === undefined ? (
          <Skeleton width={120} height={20} />
        ) : isOff && read.waiting === 0 ? (
          words.off
        ) : (
          words.heading(read.waiting, read.givenUp)
        )
      }
      controls={
        read === undefined || isOff ? undefined : <Button onClick={() => setTesting(true)}>{words.test}</Button>
      }
    >
      <StaleNotice query={query} />
      {read === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={96} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : (
        <MailsRead read={read} />
      )}
      {testing ? <TestMailDialog onClose={() => setTesting(false)} /> : null}
    </Section>
  )
}

function MailsRead({ read: { from, server, mails } }: { read: Read }) {
  const { mails: words } = useAccessMessages()
  return (
    <>
      <p className="second webhook-words">
        {from === null || server === null ? <Words of={words.offWords} /> : words.server(from, server)}
      </p>
      {mails.length === 0 ? (
        from === null ? null : (
          <p className="quiet webhook-words">{words.none}</p>
        )
      ) : (
        <MailsTable mails={mails} maySend={from !== null} />
      )}
    </>
  )
}

function MailsTable({ mails, maySend }: { mails: readonly Mail[]; maySend: boolean }) {
  const { mails: words, when } = useAccessMessages()
  const format = useFormat()
  const say = useToast()
  const problemWords = useProblemWords()
  const again = useMailAgain()
  const { programme } = useSession()
  const at = (instant: string) => format.instant(instant, programme.zone)
  return (
    <ScrollSideways label={words.line}>
      <table className="access-table token-table">
        <thead>
          <tr>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.to}</th>
            <th scope="col">{when}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.answer}</th>
            <th>
              <span className="unseen">{words.again}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {mails.map((mail) => {
            const { id, kind, day, to, person, recordedAt, state, attempts, nextAt, answer } = mail
            const what = words.kinds[kind](day === null ? '' : format.day(day))
            return (
              <tr key={id}>
                <th scope="row">{what}</th>
                <td data-label={words.to}>
                  {person?.name} <span className="quiet">{to}</span>
                </td>
                <td data-label={when}>{at(recordedAt)}</td>
                <td data-label={words.state}>
                  <Tag tone={tones[state]}>{words.states[state]}</Tag>{' '}
                  {attempts === 0 ? null : <span className="quiet">{words.tries(attempts)}</span>}
                  {nextAt === null || attempts === 0 ? null : (
                    <span className="quiet"> · {words.nextAt(at(nextAt))}</span>
                  )}
                </td>
                <td data-label={words.answer} className="webhook-answer">
                  {answer === null
                    ? '–'
                    : [words.answers[answer.code], answer.words].filter((part) => part !== '').join(': ')}
                </td>
                <td className="revoke">
                  {maySend && state === 'given-up' ? (
                    <Button
                      aria-label={words.againNamed(what, to)}
                      busy={again.isPending && again.variables === id}
                      onClick={() => again.mutate(id, { onError: (error) => say(problemWords(error)) })}
                    >
                      {words.again}
                    </Button>
                  ) : null}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollSideways>
  )
}

const tones = { waiting: 'plain', delivered: 'good', 'given-up': 'bad' } as const

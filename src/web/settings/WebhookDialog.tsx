import { useId, useState } from 'react'
import { type EventKind, eventKinds } from '../../domain/event.ts'
import {
  type MessageLanguage,
  messageLanguages,
  type NewWebhook,
  type Webhook,
  type WebhookChange,
  type WebhookShape,
  webhookShapes,
} from '../../domain/webhook.ts'
import { Checkbox } from '../shared/Checkbox.tsx'
import { ProblemError } from '../shared/call.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useAccessMessages, useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { usePreferences } from '../shared/preferences.ts'
import { Select } from '../shared/Select.tsx'
import { ShownOnce } from '../shared/ShownOnce.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { useChangeWebhook, useCreateWebhook } from './webhook-queries.ts'

/** What a refusal is about, so that it stands under its field. */
const fieldOf: Readonly<Record<string, 'name' | 'url'>> = {
  'name-taken': 'name',
  'webhook-host': 'url',
  'webhook-not-https': 'url',
  'webhook-url-password': 'url',
}

/** Names an address to which events go, then shows once what its messages are signed with; or changes it. */
export function WebhookDialog({ webhook, onClose }: { webhook: Webhook | undefined; onClose: () => void }) {
  const { webhooks: words, done } = useAccessMessages()
  const { common } = useMessages()
  const say = useProblemWords()
  const toast = useToast()
  const { language } = usePreferences()
  const create = useCreateWebhook()
  const edit = useChangeWebhook()
  const [draft, setDraft] = useState<NewWebhook>(
    webhook === undefined
      ? { name: '', url: '', shape: 'slack', events: [...eventKinds], language }
      : { ...draftOf(webhook), url: '' },
  )
  const [tried, setTried] = useState(false)
  const change = (said: Partial<NewWebhook>) => setDraft((before) => ({ ...before, ...said }))
  if (create.data !== undefined) {
    return (
      <ShownOnce
        heading={words.added(create.data.webhook.name)}
        words={words.secretWords}
        secret={create.data.secret}
        copyRefused={words.copyRefused}
        done={done}
        onClose={onClose}
      />
    )
  }
  const error = create.error ?? edit.error
  const problem = error instanceof ProblemError ? error.problem : undefined
  const about = problem === undefined ? undefined : fieldOf[problem.code]
  const errorOf = (field: 'name' | 'url') => (about === field ? say(error) : problem?.fields?.[field])
  const elsewhere = error !== null && about === undefined && problem?.fields === undefined ? say(error) : undefined
  const wrong = {
    name: draft.name.trim() === '' ? words.wrong.name : undefined,
    url: webhook === undefined && draft.url.trim() === '' ? words.wrong.address : undefined,
    events: draft.events.length === 0 ? words.wrong.events : undefined,
  }
  const busy = create.isPending || edit.isPending
  const send = () => {
    setTried(true)
    if (Object.values(wrong).some((fault) => fault !== undefined) || busy) return
    if (webhook === undefined) return create.mutate(draft)
    edit.mutate(
      { webhook, change: changed(webhook, draft) },
      {
        onSuccess: ({ name }) => {
          toast(words.saved(name))
          onClose()
        },
      },
    )
  }
  return (
    <FormDialog
      heading={webhook === undefined ? words.add : words.changeNamed(webhook.name)}
      onClose={onClose}
      keepOpen={draft.name !== '' || draft.url !== ''}
      error={elsewhere}
      submit={webhook === undefined ? words.add : common.save}
      busy={busy}
      onSubmit={send}
    >
      <TextField
        label={words.name}
        name="name"
        maxLength={200}
        autoFocus
        value={draft.name}
        onChange={(name) => change({ name })}
        error={(tried ? wrong.name : undefined) ?? errorOf('name')}
      />
      <TextField
        label={words.address}
        name="url"
        type="url"
        maxLength={2000}
        optional={webhook !== undefined}
        description={webhook === undefined ? words.addressWords : words.addressKept(webhook.origin)}
        value={draft.url}
        onChange={(url) => change({ url })}
        error={(tried ? wrong.url : undefined) ?? errorOf('url')}
      />
      <Select<WebhookShape>
        label={words.shape}
        name="shape"
        value={draft.shape}
        onChange={(shape) => change({ shape })}
        choices={webhookShapes.map((value) => ({ value, label: words.shapes[value] }))}
      />
      {draft.shape === 'json' ? null : (
        <Select<MessageLanguage>
          label={words.language}
          name="language"
          value={draft.language}
          onChange={(its) => change({ language: its })}
          choices={messageLanguages.map((value) => ({ value, label: words.languages[value] }))}
        />
      )}
      <Kinds chosen={draft.events} onChange={(events) => change({ events })} error={tried ? wrong.events : undefined} />
    </FormDialog>
  )
}

function Kinds(props: {
  chosen: readonly EventKind[]
  onChange: (kinds: EventKind[]) => void
  error: string | undefined
}) {
  const { webhooks: words } = useAccessMessages()
  const error = useId()
  const { chosen, onChange } = props
  return (
    <fieldset className="webhook-kinds" aria-describedby={error}>
      <legend className="field-label">{words.events}</legend>
      {eventKinds.map((kind) => (
        <Checkbox
          key={kind}
          label={words.kinds[kind]}
          checked={chosen.includes(kind)}
          onChange={(is) => onChange(eventKinds.filter((one) => (one === kind ? is : chosen.includes(one))))}
        />
      ))}
      <p className="field-error" id={error} role="alert">
        {props.error}
      </p>
    </fieldset>
  )
}

const draftOf = ({ name, shape, events, language }: Webhook) => ({ name, shape, events, language })

/** Only what is said anew, so that somebody else's change of another field stands. */
function changed(webhook: Webhook, draft: NewWebhook): WebhookChange {
  const before = JSON.stringify(webhook.events)
  return {
    ...(draft.name.trim() === webhook.name ? {} : { name: draft.name.trim() }),
    ...(draft.url.trim() === '' ? {} : { url: draft.url.trim() }),
    ...(draft.shape === webhook.shape ? {} : { shape: draft.shape }),
    ...(draft.language === webhook.language ? {} : { language: draft.language }),
    ...(JSON.stringify(draft.events) === before ? {} : { events: draft.events }),
  }
}

import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { type CalendarDay, dayIn, mondayOnOrAfter } from '../../domain/calendar-day.ts'
import { SignInName } from '../../domain/person.ts'
import { Zone } from '../../domain/programme.ts'
import { Button } from '../shared/Button.tsx'
import { DayField } from '../shared/DayField.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Segmented } from '../shared/Segmented.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useFormat } from '../shared/use-format.ts'
import './access.css'
import { useSetUp, useStartAtProvider, waysInQuery } from './entrance-queries.ts'
import { isLinkOver, LinkOver } from './LinkOver.tsx'
import { isAbout, isLongEnough, useNewPasswordError } from './new-password.ts'
import { PasswordField } from './PasswordField.tsx'

const browserZone = (): string => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return Zone.safeParse(timeZone).success ? timeZone : 'UTC'
}
const todayIn = (zone: string) => dayIn(Zone.safeParse(zone).success ? zone : 'UTC', Date.now())

/** Makes the first administrator, and says when days end and cycles begin. */
export function SetUpForm({ secret }: { secret: string }) {
  const access = useAccessMessages()
  const { entrance } = access
  const format = useFormat()
  const say = useProblemWords()
  const passwordError = useNewPasswordError()
  const enter = useSetUp()
  const start = useStartAtProvider()
  const provider = useQuery(waysInQuery).data?.provider ?? null
  const [by, setBy] = useState<'provider' | 'password'>('provider')
  const isByProvider = provider !== null && by === 'provider'
  const zones = useId()
  const [name, setName] = useState('')
  const [signInName, setSignInName] = useState('')
  const [password, setPassword] = useState('')
  const [zone, setZone] = useState(browserZone)
  const [anchor, setAnchor] = useState<CalendarDay | null>(() => mondayOnOrAfter(todayIn(browserZone())))
  const [startWith, setStartWith] = useState<'own' | 'sample'>('own')
  const [tried, setTried] = useState(false)
  const error = isByProvider ? start.error : enter.error
  if (isLinkOver(error)) return <LinkOver error={error} />

  const isZone = Zone.safeParse(zone.trim()).success
  const isSignInName = SignInName.safeParse(signInName).success
  const isKnown = name.trim() !== '' && isSignInName && isLongEnough(password)
  const today = todayIn(zone.trim())
  const isSaidAbove = ['name', 'signInName', 'password', 'zone', 'cycleAnchor'].some((one) => isAbout(error, one))
  const send = () => {
    setTried(true)
    if (!isZone || anchor === null || enter.isPending || start.isPending) return
    const programme = { token: secret, zone: zone.trim(), cycleAnchor: anchor }
    const startsInSample = startWith === 'sample'
    if (isByProvider) return start.mutate({ body: programme, startsInSample })
    if (!isKnown) return
    enter.mutate({ body: { ...programme, name: name.trim(), signInName, password }, startsInSample })
  }
  return (
    <form
      className="access-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {provider === null ? (
        <p className="field-description">{entrance.setUpWithoutProvider}</p>
      ) : (
        <Segmented<'provider' | 'password'>
          label={entrance.setUpBy}
          className="set-up-by"
          value={by}
          onChange={setBy}
          segments={[
            { value: 'provider', label: entrance.setUpByProvider(provider.name) },
            { value: 'password', label: entrance.setUpHere },
          ]}
        />
      )}
      {isByProvider ? <p className="field-description">{entrance.setUpByProviderWords}</p> : null}
      {isByProvider ? null : (
        <>
          <TextField
            label={entrance.name}
            description={entrance.nameWords}
            name="name"
            autoComplete="name"
            maxLength={200}
            autoFocus
            value={name}
            onChange={setName}
            error={(tried && name.trim() === '') || isAbout(enter.error, 'name') ? entrance.wrong.name : undefined}
          />
          <TextField
            label={entrance.signInName}
            description={entrance.signInNameWords}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={100}
            value={signInName}
            onChange={setSignInName}
            error={
              (tried && !isSignInName) || isAbout(enter.error, 'signInName') ? entrance.wrong.signInName : undefined
            }
          />
          <PasswordField
            label={entrance.password}
            description={entrance.passwordWords}
            name="new-password"
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
            error={passwordError(password, tried, enter.error)}
          />
        </>
      )}
      <TextField
        label={entrance.zone}
        description={isZone ? entrance.zoneWords(format.weekday(today)) : undefined}
        name="zone"
        list={zones}
        spellCheck={false}
        value={zone}
        onChange={setZone}
        error={(tried && !isZone) || isAbout(error, 'zone') ? entrance.wrong.zone : undefined}
      />
      <datalist id={zones}>
        {['UTC', ...Intl.supportedValuesOf('timeZone')].map((known) => (
          <option key={known} value={known} />
        ))}
      </datalist>
      <DayField
        label={entrance.cycleAnchor}
        description={entrance.cycleWords}
        name="cycleAnchor"
        today={today}
        value={anchor}
        onChange={setAnchor}
        error={(tried && anchor === null) || isAbout(error, 'cycleAnchor') ? access.wrong.day : undefined}
      />
      <div className="field">
        <span className="field-label">{entrance.startWith}</span>
        <Segmented<'own' | 'sample'>
          label={entrance.startWith}
          className="set-up-by"
          value={startWith}
          onChange={setStartWith}
          segments={[
            { value: 'own', label: entrance.startEmpty },
            { value: 'sample', label: entrance.startInSample },
          ]}
        />
        <span className="field-description">{entrance.startWithWords}</span>
      </div>
      <p className="field-error" role="alert">
        {error !== null && !isSaidAbove ? say(error) : ''}
      </p>
      <div className="button-row">
        <Button look="filled" type="submit" busy={enter.isPending || start.isPending || start.isSuccess}>
          {isByProvider ? entrance.setUpByProviderDo(provider.name) : entrance.setUpDo}
        </Button>
      </div>
    </form>
  )
}

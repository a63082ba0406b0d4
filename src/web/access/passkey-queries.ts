import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import {
  addPasskey,
  beginPasskey,
  beginPasskeySignIn,
  listPasskeys,
  removePasskey,
  renamePasskey,
  signInByPasskey,
} from '../../contract/passkeys.ts'
import { call, ProblemError } from '../shared/call.ts'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { useEnter } from './entrance-queries.ts'

export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: ({ signal }) => call(listPasskeys, { signal }),
})

/** What talks to the browser's passkeys, loaded when somebody uses one. */
const browser = () => import('@simplewebauthn/browser')

function useReadPasskeysAgain() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries(passkeysQuery)
}

/** The present password is sent only where the server wants it. */
const withCurrent = (current: string | undefined) => (current === undefined ? {} : { current })

export function useAddPasskey() {
  const onSuccess = useReadPasskeysAgain()
  return useMutation({
    mutationFn: async ({ name, current }: { name: string; current: string | undefined }) => {
      const { startRegistration } = await browser()
      const optionsJSON = await call(beginPasskey, { body: withCurrent(current) })
      return call(addPasskey, { body: { name, credential: await startRegistration({ optionsJSON }) } })
    },
    onSuccess,
    // A password is kept no longer than it takes to send it.
    gcTime: 0,
  })
}

export function useRenamePasskey() {
  const onSuccess = useReadPasskeysAgain()
  return useMutation({
    mutationFn: ({ id, name }: { id: number; name: string }) => call(renamePasskey, { params: { id }, body: { name } }),
    onSuccess,
  })
}

export function useRemovePasskey() {
  const onSuccess = useReadPasskeysAgain()
  return useMutation({
    mutationFn: ({ id, current }: { id: number; current: string | undefined }) =>
      call(removePasskey, { params: { id }, body: withCurrent(current) }),
    onSuccess,
    gcTime: 0,
  })
}

/** Whoever signs in stays at the address they wanted to open. */
export function usePasskeySignIn() {
  const enter = useEnter()
  return useMutation({
    mutationFn: async () => {
      const { startAuthentication, sendSignal } = await browser()
      const optionsJSON = await call(beginPasskeySignIn, { body: {} })
      const credential = await startAuthentication({ optionsJSON })
      try {
        await call(signInByPasskey, { body: { credential } })
      } catch (error) {
        // A device that still offers a removed passkey is told to hide it, where the browser can; the error says it too.
        if (isCode(error, 'unknown-passkey'))
          await sendSignal({
            signalName: 'unknownCredential',
            rpID: optionsJSON.rpId,
            credentialID: credential.id,
          }).catch(() => {})
        throw error
      }
      await enter()
    },
  })
}

export const isCode = (error: unknown, code: string): boolean =>
  error instanceof ProblemError && error.problem.code === code

/** What went wrong with a passkey, in the reader's language: what the server says, else what the browser means. */
export function usePasskeyWords(): (error: unknown) => string {
  const { passkeys } = useAccessMessages()
  const say = useProblemWords()
  return (error) => {
    const name = error instanceof Error ? error.name : ''
    return Object.hasOwn(passkeys.faults, name) ? passkeys.faults[name as keyof typeof passkeys.faults] : say(error)
  }
}

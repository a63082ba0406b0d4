import { queryOptions, useMutation } from '@tanstack/react-query'
import type { BodyOf } from '../../contract/endpoint.ts'
import { addMember, endMembership, listMembers } from '../../contract/members.ts'
import { changePerson, createPerson, listPeople, welcomeAgain } from '../../contract/people.ts'
import { endSessionsOf, listSessionsOf } from '../../contract/sessions.ts'
import type { Person } from '../../domain/person.ts'
import { basePath } from '../shared/address.ts'
import { call } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => call(listPeople, { signal }),
})

export const membersQuery = (team: number) =>
  queryOptions({
    queryKey: ['members', team],
    queryFn: ({ signal }) => call(listMembers, { params: { id: team }, signal }),
  })

/** The address by which somebody chooses a password. The secret stands behind #, which no server ever sees. */
export const welcomeLink = (secret: string): string => `${location.origin}${basePath}/welcome#${secret}`

export function useInvite() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: (body: BodyOf<typeof createPerson>) => call(createPerson, { body }),
    onSuccess,
    // The answer holds the secret, so it is forgotten with the dialog.
    gcTime: 0,
  })
}

export function useNewLink() {
  return useMutation({
    mutationFn: (id: number) => call(welcomeAgain, { params: { id }, body: {} }),
    gcTime: 0,
  })
}

export function useChangePerson() {
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: ({ person, change }: { person: Person; change: BodyOf<typeof changePerson> }) =>
      call(changePerson, { params: { id: person.id }, body: change, ifMatch: person.version }),
    // After a refusal too: somebody else may have changed them meanwhile.
    onSettled: readAgain,
  })
}

export function useAddMember(team: number) {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ body, key }: { body: BodyOf<typeof addMember>; key: string }) =>
      call(addMember, { params: { id: team }, body, idempotencyKey: key }),
    onSuccess,
  })
}

export function useEndMembership(team: number) {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ member, key }: { member: number; key: string }) =>
      call(endMembership, { params: { id: team }, body: { member }, idempotencyKey: key }),
    onSuccess,
  })
}

export const sessionsOfQuery = (person: number) =>
  queryOptions({
    queryKey: ['sessions', person],
    queryFn: ({ signal }) => call(listSessionsOf, { params: { id: person }, signal }),
  })

/** One session of somebody, or all of them. */
export function useEndSessionsOf(person: number) {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: (session: number | undefined) =>
      call(endSessionsOf, { params: { id: person }, body: session === undefined ? {} : { session } }),
    onSuccess,
  })
}

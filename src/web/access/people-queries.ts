import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { listSkills } from '../../contract/account.ts'
import type { BodyOf } from '../../contract/endpoint.ts'
import { addMember, changeMemberRole, endMembership, listCandidates, listMembers } from '../../contract/members.ts'
import { changePerson, createPerson, listPeople, welcomeAgain } from '../../contract/people.ts'
import { endSessionsOf, listSessionsOf } from '../../contract/sessions.ts'
import { type Person, ProgrammeRole } from '../../domain/person.ts'
import { basePath } from '../shared/address.ts'
import { call } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'
import { readAllRows } from '../shared/read-to-end.ts'
import { ViewSearch } from '../shared/view-search.ts'

/** What is looked for stands in the address, so that a finding can be shown to somebody else. */
export const PeopleSearch = z.object({
  ...ViewSearch.shape,
  q: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined),
  home: z.catch(z.optional(z.string().check(z.minLength(1), z.maxLength(200))), undefined),
  member: z.catch(z.optional(z.string().check(z.minLength(1), z.maxLength(200))), undefined),
  role: z.catch(z.optional(ProgrammeRole), undefined),
  state: z.catch(z.optional(z.enum(['in', 'out'])), undefined),
})

export type PeopleFilters = Pick<z.output<typeof PeopleSearch>, 'q' | 'home' | 'member' | 'role' | 'state'>

const askedFor = ({ q, home, member, role, state }: PeopleFilters) => ({
  ...(q === undefined || q.trim() === '' ? {} : { q: q.trim() }),
  ...(home === undefined ? {} : { division: home }),
  ...(member === undefined ? {} : { team: member }),
  ...(role === undefined ? {} : { role }),
  ...(state === undefined ? {} : { disabled: state === 'out' }),
})

/** How many come at once. */
export const pageOfPeople = 50

/** Pages of people by name, one more whenever the reader asks: a company may have 50,000 of them. */
export const peopleQuery = (filters: PeopleFilters) => {
  const query = askedFor(filters)
  return infiniteQueryOptions({
    queryKey: ['people', query],
    queryFn: ({ signal, pageParam }) =>
      call(listPeople, { query: { ...query, limit: pageOfPeople, offset: pageParam }, signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const read = pages.reduce((sum, page) => sum + page.people.length, 0)
      return last.people.length === 0 || read >= last.total ? undefined : read
    },
    // What was found stays in sight while the next letter is on its way.
    placeholderData: keepPreviousData,
  })
}

/** Everybody the filters leave, for a file. */
export const everyPerson = (filters: PeopleFilters): Promise<Person[]> =>
  readAllRows(async (part) => {
    const { people, total } = await call(listPeople, { query: { ...askedFor(filters), ...part } })
    return { rows: people, total }
  })

export const candidatesQuery = (team: number, q: string) =>
  queryOptions({
    queryKey: ['candidates', team, q],
    queryFn: ({ signal }) => call(listCandidates, { params: { id: team }, query: q === '' ? {} : { q }, signal }),
    placeholderData: keepPreviousData,
  })

export const skillsFoundQuery = (q: string) =>
  queryOptions({
    queryKey: ['skills', q],
    queryFn: ({ signal }) => call(listSkills, { query: q === '' ? {} : { q }, signal }),
    placeholderData: keepPreviousData,
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

export function useChangeMemberRole(team: number) {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ body, key }: { body: BodyOf<typeof changeMemberRole>; key: string }) =>
      call(changeMemberRole, { params: { id: team }, body, idempotencyKey: key }),
    onSuccess,
  })
}

export function useEndMembership(team: number) {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ body, key }: { body: BodyOf<typeof endMembership>; key: string }) =>
      call(endMembership, { params: { id: team }, body, idempotencyKey: key }),
    onSuccess,
  })
}

export const sessionsOfQuery = (person: number) =>
  queryOptions({
    queryKey: ['sessions', person],
    queryFn: ({ signal }) => call(listSessionsOf, { params: { id: person }, signal }),
  })

/** One session of somebody, or all of them. */
export function useEndSessionsOf() {
  const onSettled = useReadAgain()
  return useMutation({
    mutationFn: ({ person, session }: { person: number; session?: number | undefined }) =>
      call(endSessionsOf, { params: { id: person }, body: session === undefined ? {} : { session } }),
    // After a refusal too: it may have ended meanwhile.
    onSettled,
  })
}

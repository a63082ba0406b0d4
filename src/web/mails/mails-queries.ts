import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { BodyOf } from '../../contract/endpoint.ts'
import { changeMailWishes, listMails, readMailWishes, sendMailAgain, sendTestMail } from '../../contract/mails.ts'
import { call } from '../shared/call.ts'

export const mailWishesQuery = queryOptions({
  queryKey: ['account', 'mails'],
  queryFn: ({ signal }) => call(readMailWishes, { signal }),
})

/** Each choice is saved as it is made, over what stands now: there is nothing in it that another tab could lose. */
export function useChangeMailWishes() {
  const queries = useQueryClient()
  return useMutation({
    async mutationFn(body: BodyOf<typeof changeMailWishes>) {
      const { version } = await call(readMailWishes)
      return call(changeMailWishes, { body, ifMatch: version })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['account', 'mails'] }),
  })
}

/** What is on its way is looked at again so often, in milliseconds, until it has arrived. */
const lookAgainAfter = 2_000

export const mailsQuery = queryOptions({
  queryKey: ['mails'],
  queryFn: ({ signal }) => call(listMails, { signal }),
  refetchInterval: ({ state }) =>
    state.data !== undefined && state.data.from !== null && state.data.waiting > 0 ? lookAgainAfter : false,
})

export function useTestMail() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: BodyOf<typeof sendTestMail>) => call(sendTestMail, { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['mails'] }),
  })
}

export function useMailAgain() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => call(sendMailAgain, { params: { id }, body: {} }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['mails'] }),
  })
}

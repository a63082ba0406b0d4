import { queryOptions } from '@tanstack/react-query'
import { readSignInSettings } from '../../contract/sign-in-settings.ts'
import { call } from '../shared/call.ts'

/** While the server asks the provider, it is looked at again, so that the page says how that ended. */
const lookAgainAfter = 1_000

export const signInSettingsQuery = queryOptions({
  queryKey: ['sign-in-settings'],
  queryFn: ({ signal }) => call(readSignInSettings, { signal }),
  refetchInterval: ({ state }) => (state.data?.provider?.state.asking === true ? lookAgainAfter : false),
})

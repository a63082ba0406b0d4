import type { Surroundings } from '../../serve.ts'

/**
 * Where whoever has signed out here signs out at the provider too, and comes back from; null where it offers nothing of the
 * kind, or does not answer. No token of theirs is kept for it, so the provider may ask once more.
 */
export async function endOfSessionAtProvider({ signIn }: Surroundings, request: Request): Promise<string | null> {
  if (!signIn?.provider) return null
  const found = await signIn.provider.found().catch(() => null)
  if (found?.configuration.serverMetadata().end_session_endpoint === undefined) return null
  const client = await import('openid-client')
  const back = `${signIn.publicUrl ?? new URL(request.url).origin}/`
  return client.buildEndSessionUrl(found.configuration, { post_logout_redirect_uri: back }).href
}

import type * as z from 'zod/mini'

type Schema = z.ZodMiniType
type Input<S> = S extends Schema ? z.input<S> : undefined
type Output<S> = S extends Schema ? z.output<S> : undefined

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/**
 * One call of the public API, said once: the page calls by it, the server parses and answers by it, the OpenAPI
 * document is made from it.
 */
export interface Endpoint<
  Params extends Schema | undefined = Schema | undefined,
  Query extends Schema | undefined = Schema | undefined,
  Body extends Schema | undefined = Schema | undefined,
  Answer extends Schema = Schema,
> {
  /** operationId of the OpenAPI document: a verb and a noun. */
  readonly name: string
  readonly method: Method
  /** With `{name}` for a part that varies, relative to the organisation: `/api/v1/moves/{id}/reversal`. */
  readonly path: string
  readonly summary: string
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly answer: Answer
  /** 200 unless said otherwise. 303 leads a browser on: the answer's `location` is the header, and there is no body. */
  readonly status?: 200 | 201 | 303
  /** The request carries files, or what a protocol of others wants, not JSON. */
  readonly bodyType?: 'multipart/form-data' | 'application/x-www-form-urlencoded'
  /** What comes is put together by others after their own protocol: parameters that are not known here are ignored. */
  readonly foreign?: boolean
  /** What it looks up that is not in its path, in words: answered with 404 where that does not exist. */
  readonly looksUp?: string
  /** A write: asks for an Idempotency-Key, so that a repeated request counts once. */
  readonly idempotent?: boolean
  /** Anybody may ask: it says itself who is let in. */
  readonly open?: boolean
  /** Answers also while nobody has set the programme up: it belongs to the set-up page. */
  readonly beforeSetUp?: boolean
  /** Its answer holds a secret, so it is stored nowhere, not even to give it again to a repeated request. */
  readonly secret?: boolean
  /** The answer is no JSON but a text of this type, or bytes; `answer` is then a string, or they. */
  readonly answerType?:
    | 'text/calendar'
    | 'text/event-stream'
    | 'text/html'
    | 'text/plain; version=0.0.4'
    | 'application/vnd.openxmlformats-officedocument.presentationml.presentation'
  /** The answer is a file, of the type that the parameter `format` names; `answer` is then not looked at. */
  readonly answerTypes?: Readonly<Record<string, string>>
  /** What asks sends no headers, so a token of the scope `calendar` opens it as the parameter `token`, and no other token so. */
  readonly tokenInAddress?: boolean
  /** An edit of one row: answers an ETag, asks for If-Match. */
  readonly versioned?: boolean
  /** Largest body in bytes; 256 kB unless said otherwise. */
  readonly bodyLimit?: number
}

export const endpoint = <
  Answer extends Schema,
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
>(
  said: Endpoint<Params, Query, Body, Answer>,
): Endpoint<Params, Query, Body, Answer> => said

type EndpointLike = Endpoint<any, any, any, any>
/** What a caller hands in, and what the server works with after parsing. */
export type ParamsOf<E extends EndpointLike> = E extends Endpoint<infer P, any, any, any> ? Input<P> : never
export type QueryOf<E extends EndpointLike> = E extends Endpoint<any, infer Q, any, any> ? Input<Q> : never
export type BodyOf<E extends EndpointLike> = E extends Endpoint<any, any, infer B, any> ? Input<B> : never
export type AnswerOf<E extends EndpointLike> = E extends Endpoint<any, any, any, infer A> ? Output<A> : never
export type ParsedParams<E extends EndpointLike> = E extends Endpoint<infer P, any, any, any> ? Output<P> : never
export type ParsedQuery<E extends EndpointLike> = E extends Endpoint<any, infer Q, any, any> ? Output<Q> : never
export type ParsedBody<E extends EndpointLike> = E extends Endpoint<any, any, infer B, any> ? Output<B> : never

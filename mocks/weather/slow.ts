import { type HttpHandler, http } from 'msw/http'
import { delay } from 'msw/utils/delay'
import { askedOfTheApi } from '../hosted-by-msw.ts'

/** Long enough to see every skeleton and to press every button twice. */
const usual = 2_000

/** Every answer comes, only late. A handler without an answer leaves the request to the one behind it. */
export const slow = (milliseconds = usual): HttpHandler[] => [http.all(askedOfTheApi, () => delay(milliseconds))]

import { type HttpHandler, HttpResponse, http } from 'msw/http'
import { askedOfTheApi } from '../hosted-by-msw.ts'

/** Nobody answers: the server was stopped, or the network is gone. */
export const offline = (): HttpHandler[] => [http.all(askedOfTheApi, () => HttpResponse.error())]

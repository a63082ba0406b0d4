import * as z from 'zod/mini'
import { Location, LocationChange, NewLocation } from '../domain/location.ts'
import { endpoint } from './endpoint.ts'
import { IdInPath } from './queries.ts'

export const listLocations = endpoint({
  name: 'listLocations',
  method: 'GET',
  path: '/api/v1/locations',
  summary: 'Where workload runs',
  answer: z.object({ locations: z.array(Location) }),
})

export const createLocation = endpoint({
  name: 'createLocation',
  method: 'POST',
  path: '/api/v1/locations',
  summary: 'Add a location',
  body: NewLocation,
  answer: Location,
  status: 201,
  idempotent: true,
})

export const changeLocation = endpoint({
  name: 'changeLocation',
  method: 'PATCH',
  path: '/api/v1/locations/{id}',
  summary: 'Change a location; its kind only while no move names it',
  params: IdInPath,
  body: LocationChange,
  answer: Location,
  versioned: true,
})

import { queryOptions, useMutation } from '@tanstack/react-query'
import { changeLocation, createLocation, listLocations } from '../../contract/locations.ts'
import { changeProgramme, readProgramme } from '../../contract/programme.ts'
import type { NewLocation } from '../../domain/location.ts'
import type { ProgrammeChange } from '../../domain/programme.ts'
import { call } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'

export const programmeQuery = queryOptions({
  queryKey: ['programme'],
  queryFn: ({ signal }) => call(readProgramme, { signal }),
})

export const locationsQuery = queryOptions({
  queryKey: ['locations'],
  queryFn: ({ signal }) => call(listLocations, { signal }),
})

/** Unit, baseline and cycles stand in every figure, so all of them are read again. */
export function useChangeProgramme() {
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: ({ change, version }: { change: ProgrammeChange; version: number }) =>
      call(changeProgramme, { body: change, ifMatch: version }),
    onSuccess: readAgain,
  })
}

type LocationEdit =
  | { readonly location: NewLocation; readonly key: string }
  | { readonly id: number; readonly version: number; readonly change: Partial<NewLocation> }

/** Adds a location, or changes one as it was read. */
export function useSaveLocation() {
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: (edit: LocationEdit) =>
      'location' in edit
        ? call(createLocation, { body: edit.location, idempotencyKey: edit.key })
        : call(changeLocation, { params: { id: edit.id }, body: edit.change, ifMatch: edit.version }),
    onSuccess: readAgain,
  })
}

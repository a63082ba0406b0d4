import { useMessages } from '../shared/messages/messages.tsx'
import type { FilterField, ServicesSearch } from './services-search.ts'

/** Says a filter as its chip does: the field, and what it lets through. */
export function useFilterWords() {
  const { services, words } = useMessages()
  const value = (search: ServicesSearch, field: FilterField | 'q'): string => {
    switch (field) {
      case 'state':
        return services.anyOf((search.state ?? []).map((state) => words.state[state]))
      case 'strategy':
        return services.anyOf((search.strategy ?? []).map((strategy) => words.strategy[strategy]))
      case 'criticality':
        return services.anyOf((search.criticality ?? []).map((criticality) => words.criticality[criticality]))
      default:
        return search[field] ?? ''
    }
  }
  return {
    value,
    both: (search: ServicesSearch, field: FilterField | 'q'): string =>
      `${services.field[field]}: ${value(search, field)}`,
  }
}

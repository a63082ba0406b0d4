import type { TiedServices } from '../../domain/dependency.ts'
import { aligned } from './aligned.ts'
import { counted, grouped } from './counted.ts'

/** Dependencies that would straddle, each with whether it does so today; the API gives the first of them. */
export function straddlingRows(
  some: readonly (TiedServices & { readonly straddlesNow: boolean })[],
  total: number,
): string[] {
  const rows = some.map((one) => [one.service.name, one.dependsOn.name, one.kind, one.straddlesNow ? 'yes' : 'no'])
  return [
    `${counted(total, 'dependency', 'dependencies')} would straddle after it.`,
    ...(rows.length === 0 ? [] : aligned(['service', 'depends on', 'kind', 'straddles today'], rows)),
    ...(rows.length < total ? [`… and ${grouped(total - rows.length)} more.`] : []),
  ]
}

import * as z from 'zod/mini'
import { Id, NameOrId, Words } from './names.ts'

export const longestKind = 40

/** A free word for what ties two services: `calls`, `shares data`. */
export const DependencyKind = Words(longestKind)

export const DependencyPair = z.strictObject({ service: NameOrId, dependsOn: NameOrId })

/** Left out, the kind stays as it is. */
export const NewDependency = z.strictObject({ ...DependencyPair.shape, kind: z.optional(DependencyKind) })
export type NewDependency = z.infer<typeof NewDependency>

/** One of the two services of a dependency, and where it runs. */
export const DependencyEnd = z.object({
  id: Id,
  name: z.string(),
  team: z.object({ id: Id, name: z.string() }),
  /** Units on each side. */
  onPrem: z.int(),
  cloud: z.int(),
})
export type DependencyEnd = z.infer<typeof DependencyEnd>

export const TiedServices = z.object({
  service: DependencyEnd,
  dependsOn: DependencyEnd,
  kind: z.string(),
  /** One of the two runs in cloud, wholly or partly, and the other on-premises, wholly or partly. */
  straddles: z.boolean(),
})
export type TiedServices = z.infer<typeof TiedServices>

import { Reading, Skeleton } from '../shared/states.tsx'

/** The shape most screens share: a small line, a large figure, a wide picture. Shows after 200 ms. */
export function PageSkeleton() {
  return (
    <Reading>
      <div className="page-skeleton">
        <Skeleton width={220} height={14} />
        <Skeleton width={300} height={80} />
        <Skeleton width={340} height={14} />
        <Skeleton height={280} />
      </div>
    </Reading>
  )
}

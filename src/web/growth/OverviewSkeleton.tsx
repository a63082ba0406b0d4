import { Reading, Skeleton } from '../shared/states.tsx'

/** The overview's own shape: small line, headline, figures beside it, ladder. */
export function OverviewSkeleton() {
  return (
    <Reading>
      <div className="overview">
        <div className="overview-top">
          <div className="headline skeleton-lines">
            <Skeleton width={200} height={14} />
            <Skeleton width={280} height={80} />
            <Skeleton width={240} height={16} />
          </div>
          <div className="headline-figures" aria-hidden="true">
            {['share', 'left', 'milestone', 'deadline'].map((name) => (
              <div key={name} className="headline-item skeleton-lines">
                <Skeleton width={88} height={14} />
                <Skeleton width={72} height={32} />
                <Skeleton width={104} height={14} />
              </div>
            ))}
          </div>
        </div>
        <Skeleton height={330} />
      </div>
    </Reading>
  )
}

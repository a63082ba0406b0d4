import { classes } from './Button.tsx'

/**
 * Blue over ochre, 72 by 8: the share that runs in cloud (0 to 1), null where nothing runs. A picture beside its
 * percentage, which the caller writes; assistive technology reads that one.
 */
export function LevelBar({ share, whole = false }: { share: number | null; whole?: boolean }) {
  return (
    <span className={classes('level-bar', whole && 'whole', share === null && 'nothing')} aria-hidden="true">
      {share === null ? null : <span style={{ inlineSize: `${Math.min(1, Math.max(0, share)) * 100}%` }} />}
    </span>
  )
}

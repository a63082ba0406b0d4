import { useWavesMessages } from '../shared/messages/messages.tsx'

type SideName = 'onPrem' | 'cloud' | 'split' | 'nowhere'

export const sideName = ({ onPrem, cloud }: { onPrem: number; cloud: number }): SideName =>
  onPrem > 0 ? (cloud > 0 ? 'split' : 'onPrem') : cloud > 0 ? 'cloud' : 'nowhere'

/** Where a service runs: a swatch in the colours of the workload, said in words to whoever does not see it. */
export function SideMark({ onPrem, cloud }: { onPrem: number; cloud: number }) {
  const words = useWavesMessages()
  const side = sideName({ onPrem, cloud })
  return (
    <span className={`side-mark ${side}`} title={words.side[side]}>
      <span className="unseen">{words.side[side]} </span>
    </span>
  )
}

import type { ReactNode } from 'react'
import type { ServiceState } from '../../domain/service.ts'
import { classes } from './Button.tsx'
import { useMessages } from './messages/messages.tsx'

export type Tone = 'plain' | 'good' | 'warning' | 'bad'

/** A state in a word. Its colour repeats what the word says. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={classes('tag', tone !== 'plain' && tone)}>{children}</span>
}

const tones: Record<ServiceState, Tone> = {
  on_prem: 'plain',
  split: 'warning',
  in_cloud: 'good',
  rolled_back: 'bad',
  retired: 'plain',
  empty: 'plain',
}

/** Where a service stands. */
export function StateTag({ state }: { state: ServiceState }) {
  const { words } = useMessages()
  return <Tag tone={tones[state]}>{words.state[state]}</Tag>
}

import { useMutation } from '@tanstack/react-query'
import { readKeptBrief } from '../../contract/brief.ts'
import type { CycleReport } from '../../contract/release-cycles.ts'
import { Button } from '../shared/Button.tsx'
import { call } from '../shared/call.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { usePreferences } from '../shared/preferences.ts'
import { useToast } from '../shared/toast.tsx'

/** Saves the brief that was kept when a cycle was closed; nothing where there is none, or not for this reader. */
export function KeptBrief({ of }: { of: Pick<CycleReport, 'number' | 'name' | 'brief'> }) {
  const { cycles: words } = useMessages()
  const { language } = usePreferences()
  const problemWords = useProblemWords()
  const say = useToast()
  const { number, name, brief } = of
  const save = useMutation({
    mutationFn: async () => {
      const [html, { saveFile }] = await Promise.all([
        call(readKeptBrief, { params: { number }, query: { lang: language } }),
        import('../shared/charts/chart-export.ts'),
      ])
      saveFile(`brief-cycle-${number}.html`, new Blob([html], { type: 'text/html' }))
    },
    onSuccess: () => say(words.keptBriefSaved),
    onError: (error) => say(problemWords(error)),
  })
  if (brief === null) return null
  return (
    <Button
      look="plain"
      className="screen-only"
      busy={save.isPending}
      title={words.keptBriefWords}
      aria-label={words.keptBriefOf(words.cycle(number, name))}
      onClick={() => save.mutate()}
    >
      {words.keptBrief}
    </Button>
  )
}

import { useMutation } from '@tanstack/react-query'
import { readBrief } from '../../contract/brief.ts'
import type { Growth } from '../../contract/growth.ts'
import { Button } from '../shared/Button.tsx'
import { call } from '../shared/call.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { usePreferences } from '../shared/preferences.ts'
import { useToast } from '../shared/toast.tsx'
import { queryOf, type View } from '../shared/view-search.ts'

/** Saves what is in view as one file to print or to send: the brief that the command line writes. */
export function BriefButton({ view, growth }: { view: View; growth: Growth }) {
  const { growth: words } = useMessages()
  const { language } = usePreferences()
  const problemWords = useProblemWords()
  const say = useToast()
  const save = useMutation({
    mutationFn: async () => {
      const [brief, { saveFile }] = await Promise.all([
        call(readBrief, { query: { ...queryOf(view), lang: language } }),
        import('../shared/charts/chart-export.ts'),
      ])
      const name = ['brief', growth.scope?.name, growth.asOf].filter((part) => part !== undefined).join('-')
      saveFile(`${name}.html`, new Blob([brief], { type: 'text/html' }))
    },
    onSuccess: () => say(words.brief.saved),
    onError: (error) => say(problemWords(error)),
  })
  return (
    <Button busy={save.isPending} title={words.brief.words} onClick={() => save.mutate()}>
      {words.brief.save}
    </Button>
  )
}

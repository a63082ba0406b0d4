import { useMutation } from '@tanstack/react-query'
import type { Growth } from '../../contract/growth.ts'
import { readSlides } from '../../contract/slides.ts'
import { Button } from '../shared/Button.tsx'
import { fileOf } from '../shared/call.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { usePreferences } from '../shared/preferences.ts'
import { useToast } from '../shared/toast.tsx'
import { queryOf, type View } from '../shared/view-search.ts'

/** Saves what is in view as slides for a meeting, with charts and tables that can be edited in PowerPoint. */
export function SlidesButton({ view, growth }: { view: View; growth: Growth }) {
  const { growth: words } = useMessages()
  const { language } = usePreferences()
  const problemWords = useProblemWords()
  const say = useToast()
  const save = useMutation({
    mutationFn: async () => {
      const [slides, { saveFile }] = await Promise.all([
        fileOf(readSlides, { ...queryOf(view), lang: language }),
        import('../shared/charts/chart-export.ts'),
      ])
      const name = ['slides', growth.scope?.name, growth.asOf].filter((part) => part !== undefined).join('-')
      saveFile(`${name}.pptx`, slides)
    },
    onSuccess: () => say(words.slides.saved),
    onError: (error) => say(problemWords(error)),
  })
  return (
    <Button busy={save.isPending} title={words.slides.words} onClick={() => save.mutate()}>
      {words.slides.save}
    </Button>
  )
}

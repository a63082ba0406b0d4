import { useMutation } from '@tanstack/react-query'
import { readBrief } from '../../contract/brief.ts'
import type { Growth } from '../../contract/growth.ts'
import { readSlides } from '../../contract/slides.ts'
import { Button } from '../shared/Button.tsx'
import { call, fileOf } from '../shared/call.ts'
import { saveFile } from '../shared/charts/chart-export.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { PageLink } from '../shared/PageLink.tsx'
import { usePreferences } from '../shared/preferences.ts'
import { useToast } from '../shared/toast.tsx'
import { queryOf, type View } from '../shared/view-search.ts'

interface Props {
  view: View
  growth: Growth
  close: () => void
  /** Left out where the reader may not share what is in view. */
  onShare?: () => void
}

/** The brief and the slides that the command line writes, of what is in view; a link to it; and the wall screen. */
export function TakeChoices({ view, growth, close, onShare }: Props) {
  const { growth: words } = useMessages()
  const { language } = usePreferences()
  const query = { ...queryOf(view), lang: language }
  const brief = useSave(
    async () => new Blob([await call(readBrief, { query })], { type: 'text/html' }),
    { file: fileName('brief', growth), ending: 'html', said: words.brief.saved },
    close,
  )
  const slides = useSave(
    () => fileOf(readSlides, query),
    { file: fileName('slides', growth), ending: 'pptx', said: words.slides.saved },
    close,
  )
  return (
    <div className="take-choices">
      <Button look="plain" busy={brief.isPending} title={words.brief.words} onClick={() => brief.mutate()}>
        {words.brief.save}
      </Button>
      <Button look="plain" busy={slides.isPending} title={words.slides.words} onClick={() => slides.mutate()}>
        {words.slides.save}
      </Button>
      {onShare === undefined ? null : (
        <Button look="plain" title={words.brief.shareWords} onClick={onShare}>
          {words.brief.share}
        </Button>
      )}
      <PageLink className="button plain" to="/present">
        {words.take.present}
      </PageLink>
    </div>
  )
}

const fileName = (kind: string, { scope, asOf }: Growth): string =>
  [kind, scope?.name, asOf].filter((part) => part !== undefined).join('-')

function useSave(
  make: () => Promise<Blob>,
  { file, ending, said }: { file: string; ending: string; said: string },
  close: () => void,
) {
  const problemWords = useProblemWords()
  const say = useToast()
  return useMutation({
    mutationFn: async () => saveFile(`${file}.${ending}`, await make()),
    onSuccess: () => {
      close()
      say(said)
    },
    onError: (error) => say(problemWords(error)),
  })
}

import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { Button } from '../shared/Button.tsx'
import { NoAnswerError, ProblemError } from '../shared/call.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { EmptyState, ErrorState } from '../shared/states.tsx'

/** In place of a page that could not be read, drawn, or fetched. */
export function BrokenPage({ error, again }: { error: unknown; again: () => void }) {
  const { states } = useMessages()
  const { reset } = useQueryErrorResetBoundary()
  const retry = () => {
    reset()
    again()
  }
  if (error instanceof ProblemError || error instanceof NoAnswerError)
    return <ErrorState error={error} onRetry={retry} />
  // After an update the chunks of the old page are gone: only loading the new one helps.
  if (isMissingChunk(error)) {
    return (
      <EmptyState
        heading={states.newVersion}
        actions={
          <Button look="filled" onClick={() => location.reload()}>
            {states.reload}
          </Button>
        }
      >
        {states.newVersionWords}
      </EmptyState>
    )
  }
  return <ErrorState error={error} onRetry={retry} />
}

const isMissingChunk = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|Importing a module script failed|preload CSS/i.test(error.message)

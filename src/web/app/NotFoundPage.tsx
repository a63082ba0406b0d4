import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'

export function NotFoundPage() {
  const { shell } = useMessages()
  return (
    <div className="state">
      <p className="page-title">{shell.notFound}</p>
      <p>{shell.notFoundWords}</p>
      <PageLink className="button" to="/">
        {shell.backToOverview}
      </PageLink>
    </div>
  )
}

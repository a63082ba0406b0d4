import Markdown from 'react-markdown'

/** Pictures would be fetched from elsewhere, and headings would stand among the page's own. */
const notShown = ['img', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']

/** Markdown as React elements: HTML in it is text, and what would lead elsewhere than to a web or mail address is no link. */
export function ReviewNotes({ text }: { text: string }) {
  return (
    <div className="review-notes">
      <Markdown
        disallowedElements={notShown}
        unwrapDisallowed
        components={{
          // An address that is not let through comes as ''; a link to it would open this page once more.
          a: ({ href, children }) =>
            href ? (
              <a href={href} target="_blank" rel="noreferrer noopener">
                {children}
              </a>
            ) : (
              <span>{children}</span>
            ),
        }}
      >
        {text}
      </Markdown>
    </div>
  )
}

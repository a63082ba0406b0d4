import Markdown from 'react-markdown'

/** Pictures would be fetched from elsewhere, and headings would stand among the page's own. */
const notShown = ['img', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']

/** Markdown as React elements: HTML in it is text, and a link leads to a web or mail address or nowhere. */
export function ReviewNotes({ text }: { text: string }) {
  return (
    <div className="review-notes">
      <Markdown
        disallowedElements={notShown}
        unwrapDisallowed
        components={{
          a: ({ href, children }) => (
            <a href={href} target="_blank" rel="noreferrer noopener">
              {children}
            </a>
          ),
        }}
      >
        {text}
      </Markdown>
    </div>
  )
}

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { CopiedText } from './CopiedText.tsx'
import { type ApiDocument, answerOf, bodyOf, type ListedOperation, type Parameter } from './openapi-document.ts'
import { curlOf, fieldsOf, type SchemaField, typeOf } from './schema-words.ts'

/** One call: closed to a line, open to what it takes, what it answers, and a command that tries it. */
export function OperationEntry(props: {
  document: ApiDocument
  operation: ListedOperation
  origin: string
  day: string
  /** The address links to it. */
  open: boolean
}) {
  const { operation } = props
  const [open, setOpen] = useState(props.open)
  const element = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (!props.open) return
    setOpen(true)
    element.current?.scrollIntoView({ block: 'start' })
  }, [props.open])
  return (
    <details
      ref={element}
      id={operation.operationId}
      className="operation"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <code className="operation-method">{operation.method}</code>
        <code className="operation-path">{operation.path}</code>
        <span lang="en" className="second">
          {operation.summary}
        </span>
      </summary>
      {open ? <OperationDetails {...props} /> : null}
    </details>
  )
}

function OperationDetails(props: { document: ApiDocument; operation: ListedOperation; origin: string; day: string }) {
  const { apiReference } = useMessages()
  const { document, operation, origin, day } = props
  const body = bodyOf(operation)
  const answer = answerOf(operation)
  const parameters = operation.parameters ?? []
  return (
    <div className="operation-details">
      {operation.description === undefined ? null : <p lang="en">{operation.description}</p>}
      {parameters.length === 0 ? null : (
        <Part heading={apiReference.parameters}>
          <ScrollSideways label={apiReference.parameters}>
            <ParameterTable document={document} parameters={parameters} />
          </ScrollSideways>
        </Part>
      )}
      {body === undefined ? null : (
        <Part heading={`${apiReference.body}, ${body.type}`}>
          <FieldTable name={apiReference.body} fields={fieldsOf(document, body.schema)} />
        </Part>
      )}
      <Part heading={apiReference.example}>
        <CopiedText text={curlOf(document, operation, origin, day)} label={apiReference.copyExample} />
      </Part>
      {answer === undefined ? null : (
        <Part heading={apiReference.answer(answer.status)}>
          <FieldTable name={apiReference.answer(answer.status)} fields={fieldsOf(document, answer.schema)} />
        </Part>
      )}
    </div>
  )
}

function Part({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="caption">{heading}</h3>
      {children}
    </div>
  )
}

function ParameterTable({ document, parameters }: { document: ApiDocument; parameters: readonly Parameter[] }) {
  const { apiReference } = useMessages()
  return (
    <table className="schema-table">
      <thead className="unseen">
        <tr>
          <th scope="col">{apiReference.name}</th>
          <th scope="col">{apiReference.place}</th>
          <th scope="col">{apiReference.type}</th>
          <th scope="col">{apiReference.about}</th>
        </tr>
      </thead>
      <tbody>
        {parameters.map((parameter) => (
          <tr key={`${parameter.in} ${parameter.name}`}>
            <th scope="row">
              <code>{parameter.name}</code>
              {parameter.required ? <span className="schema-needed">{apiReference.needed}</span> : null}
            </th>
            <td>{apiReference.places[parameter.in] ?? parameter.in}</td>
            <td>
              <code>{typeOf(document, parameter.schema ?? {})}</code>
            </td>
            <td lang="en">{parameter.description}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function FieldTable({ name, fields }: { name: string; fields: readonly SchemaField[] }) {
  const { apiReference } = useMessages()
  if (fields.length === 0) return <p className="quiet">{apiReference.noFields}</p>
  return (
    <ScrollSideways label={name}>
      <table className="schema-table">
        <thead className="unseen">
          <tr>
            <th scope="col">{apiReference.name}</th>
            <th scope="col">{apiReference.type}</th>
            <th scope="col">{apiReference.about}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two objects of one answer may have a field of the same name; none moves.
            <tr key={at}>
              <th scope="row" style={{ paddingInlineStart: field.depth * 20 }}>
                <code>{field.name}</code>
                {field.needed ? <span className="schema-needed">{apiReference.needed}</span> : null}
              </th>
              <td>
                <code>{field.type}</code>
              </td>
              <td lang="en">{field.description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollSideways>
  )
}

import type { Passkey } from '../../contract/passkeys.ts'
import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { useSession } from '../shared/session-query.ts'
import { useFormat } from '../shared/use-format.ts'

export function PasskeysTable(props: {
  passkeys: readonly Passkey[]
  onRename: (passkey: Passkey) => void
  onRemove: (passkey: Passkey) => void
}) {
  const { passkeys: words, ...access } = useAccessMessages()
  const format = useFormat()
  const { programme } = useSession()
  const at = (instant: string) => format.instant(instant, programme.zone)
  return (
    <ScrollSideways label={words.line}>
      <table className="access-table token-table">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.added}</th>
            <th scope="col">{words.used}</th>
            <th>
              <span className="unseen">{words.whatToDo}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.passkeys.map((passkey) => (
            <tr key={passkey.id}>
              <th scope="row">{passkey.name}</th>
              <td className="whole" data-label={words.added}>
                {at(passkey.createdAt)}
              </td>
              <td className="whole" data-label={words.used}>
                {passkey.usedAt === null ? access.never : at(passkey.usedAt)}
              </td>
              <td className="revoke">
                <div className="button-row">
                  <Button aria-label={words.renameNamed(passkey.name)} onClick={() => props.onRename(passkey)}>
                    {words.rename}
                  </Button>
                  <Button aria-label={words.removeNamed(passkey.name)} onClick={() => props.onRemove(passkey)}>
                    {words.remove}
                  </Button>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollSideways>
  )
}

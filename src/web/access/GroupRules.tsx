import { useState } from 'react'
import type { GroupRule, SignInSettings } from '../../contract/sign-in-settings.ts'
import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Tag } from '../shared/Tag.tsx'

/** A company may have a rule for each of its teams: these many stand there at once. */
const shownFirst = 12

/** Which groups of the provider get in, and as what; a team that a rule names in vain is marked. */
export function GroupRules({ provider }: { provider: NonNullable<SignInSettings['provider']> }) {
  const { signInSettings: words } = useAccessMessages()
  const [isWhole, setIsWhole] = useState(false)
  const { rules } = provider
  const shown = isWhole ? rules : rules.slice(0, shownFirst)
  return (
    <div className="group-rules">
      <div className="group-rules-head">
        <h3>{words.rules(provider.name)}</h3>
        <code className="quiet">TENFOLD_OIDC_GROUPS</code>
      </div>
      <ScrollSideways label={words.rules(provider.name)}>
        <table className="access-table setting-table">
          <thead>
            <tr>
              <th scope="col">{words.group}</th>
              <th scope="col">{words.gives}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((rule, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rules have no number but their place, and never move.
              <tr key={at}>
                <th scope="row">
                  {rule.group === '*' ? (
                    <>
                      * <span className="quiet">{words.everybody}</span>
                    </>
                  ) : (
                    rule.group
                  )}
                </th>
                <td>
                  <Grant rule={rule} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollSideways>
      {shown.length < rules.length ? (
        <p className="button-row">
          <Button onClick={() => setIsWhole(true)}>{words.allRules(rules.length)}</Button>
        </p>
      ) : null}
      {rules.some(({ group }) => group === '*') ? null : <p className="second">{words.onlyThese}</p>}
    </div>
  )
}

function Grant({ rule }: { rule: GroupRule }) {
  const { signInSettings: words } = useAccessMessages()
  if (rule.team === null) return words.programmeGrants[rule.gives]
  const { name, state } = rule.team
  return (
    <>
      {words.teamGrants[rule.gives](name)}{' '}
      {state === 'there' ? null : <Tag tone="warning">{words.teamStates[state]}</Tag>}
    </>
  )
}

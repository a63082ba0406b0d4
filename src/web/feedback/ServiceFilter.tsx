import { useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { FormDialog } from '../shared/FormDialog.tsx'
import { Icon } from '../shared/icons.tsx'
import { useFeedbackMessages } from '../shared/messages/messages.tsx'
import { type ChosenService, ServiceChoice } from '../shared/ServiceChoice.tsx'

/** One service alone, by its name or number as the address has it; or, where every service shows, the way to choose one. */
export function ServiceFilter(props: { service: string | undefined; onChange: (service: string | undefined) => void }) {
  const words = useFeedbackMessages()
  const [choosing, setChoosing] = useState(false)
  const { service, onChange } = props
  if (service !== undefined)
    return (
      <Button aria-label={`${words.ofServiceOnly(service)}. ${words.dropService}`} onClick={() => onChange(undefined)}>
        {words.ofServiceOnly(service)} <Icon name="cross" size={12} />
      </Button>
    )
  return (
    <>
      <Button onClick={() => setChoosing(true)}>{words.serviceFilter}</Button>
      {choosing ? <ServiceFilterDialog onClose={() => setChoosing(false)} onChoose={onChange} /> : null}
    </>
  )
}

function ServiceFilterDialog(props: { onClose: () => void; onChoose: (service: string) => void }) {
  const words = useFeedbackMessages()
  const [chosen, setChosen] = useState<ChosenService | undefined>(undefined)
  const [tried, setTried] = useState(false)
  return (
    <FormDialog
      heading={words.serviceFilter}
      onClose={props.onClose}
      error={undefined}
      submit={words.onlyThis}
      busy={false}
      onSubmit={() => {
        setTried(true)
        if (chosen === undefined) return
        props.onChoose(chosen.name)
        props.onClose()
      }}
      className="feedback-form"
    >
      <ServiceChoice
        label={words.service}
        chosen={chosen}
        onChoose={setChosen}
        autoFocus
        error={tried && chosen === undefined ? words.serviceMissing : undefined}
      />
    </FormDialog>
  )
}

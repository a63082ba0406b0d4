interface Kept {
  text: string
  /** Enter was pressed: it ends the text, and what comes after it is not for this field. */
  entered: boolean
  readonly onEscape: () => void
  readonly timer: number
}

let kept: Kept | undefined

/** Past this nothing will open any more, and the keys are the page's again. In milliseconds. */
const longest = 10_000

/**
 * Quick fingers write before the field that they asked for is there: its code has to come, React has to draw it, the
 * focus has to arrive. From the key that opens a dialog on, what is typed is kept, and written into the first field of a
 * dialog that gets the focus; so no letter is lost, and none of them presses a key of the page.
 */
export function keepTyping(onEscape: () => void): void {
  if (kept !== undefined) return
  kept = { text: '', entered: false, onEscape, timer: window.setTimeout(stopTyping, longest) }
  window.addEventListener('keydown', keep, { capture: true })
  window.addEventListener('focusin', handOver)
}

/** The dialog was closed before anything in it had the focus. */
export function stopTyping(): void {
  window.clearTimeout(kept?.timer)
  window.removeEventListener('keydown', keep, { capture: true })
  window.removeEventListener('focusin', handOver)
  kept = undefined
}

function keep(event: KeyboardEvent): void {
  if (kept === undefined || event.metaKey || event.ctrlKey || event.altKey) return
  // A dialog without such a field: its buttons have the focus.
  if (event.target instanceof Element && event.target.matches('[role="dialog"] *')) {
    stopTyping()
    return
  }
  const { key } = event
  if (key === 'Escape') {
    const { onEscape } = kept
    stopTyping()
    onEscape()
  } else if (kept.entered) {
    // Nothing is answered yet that a further key could be meant for.
  } else if (key === 'Enter') kept.entered = true
  else if (key === 'Backspace') kept.text = kept.text.slice(0, -1)
  else if (key.length === 1) kept.text += key
  else return
  event.preventDefault()
  event.stopPropagation()
}

function handOver({ target }: FocusEvent): void {
  if (kept === undefined || !(target instanceof HTMLInputElement) || target.closest('[role="dialog"]') === null) return
  const { text, entered } = kept
  stopTyping()
  if (target.type === 'radio' || target.type === 'checkbox') return
  if (text !== '') {
    // React keeps the value it knows by a setter of its own, so only the element's own one is seen as typing.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(target, target.value + text)
    target.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }))
  }
  // Once React has drawn the text, which Enter is about.
  if (entered) window.setTimeout(() => target.dispatchEvent(enter()))
}

const enter = () => new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true })

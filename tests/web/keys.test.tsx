import { fireEvent, render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { KeyScope, KeysProvider, useActingKeys, useShortcut } from '../../src/web/shared/keys.tsx'
import { prefer } from '../../src/web/shared/preferences.ts'

function Key({ of, act }: { of: string; act: () => void }) {
  useShortcut(of, act, `Label of ${of}`)
  return null
}

function Listed() {
  return <output>{[...useActingKeys().keys()].join(', ')}</output>
}

const press = (key: string, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more })

test('a letter acts, and is listed, while its component is on screen', () => {
  const act = vi.fn()
  const { rerender } = render(
    <KeysProvider>
      <Key of="M" act={act} />
      <Listed />
    </KeysProvider>,
  )
  expect(screen.getByRole('status').textContent).toBe('M')
  press('m')
  expect(act).toHaveBeenCalledOnce()
  rerender(
    <KeysProvider>
      <Listed />
    </KeysProvider>,
  )
  press('m')
  expect(act).toHaveBeenCalledOnce()
})

test('letters belong to the field that is being typed in; Mod+K acts all the same', () => {
  const letter = vi.fn()
  const palette = vi.fn()
  render(
    <KeysProvider>
      <Key of="M" act={letter} />
      <Key of="Mod+K" act={palette} />
      <input aria-label="Name" />
    </KeysProvider>,
  )
  screen.getByLabelText('Name').focus()
  press('m')
  press('k', { ctrlKey: true })
  expect(letter).not.toHaveBeenCalled()
  expect(palette).toHaveBeenCalledOnce()
})

test('single letters can be switched off (WCAG 2.1.4), keys with Ctrl stay', () => {
  const letter = vi.fn()
  const palette = vi.fn()
  prefer({ singleKeys: false })
  render(
    <KeysProvider>
      <Key of="M" act={letter} />
      <Key of="Mod+K" act={palette} />
    </KeysProvider>,
  )
  press('m')
  press('k', { metaKey: true })
  expect(letter).not.toHaveBeenCalled()
  expect(palette).toHaveBeenCalledOnce()
})

test('G then S goes; S alone does not', () => {
  const go = vi.fn()
  render(
    <KeysProvider>
      <Key of="G S" act={go} />
    </KeysProvider>,
  )
  press('s')
  expect(go).not.toHaveBeenCalled()
  press('g')
  press('s')
  expect(go).toHaveBeenCalledOnce()
})

test('on a Korean keyboard the key that says M acts too, and Shift is told apart', () => {
  const move = vi.fn()
  const filter = vi.fn()
  const dropAll = vi.fn()
  render(
    <KeysProvider>
      <Key of="M" act={move} />
      <Key of="F" act={filter} />
      <Key of="Shift+F" act={dropAll} />
    </KeysProvider>,
  )
  press('ㅡ', { code: 'KeyM' })
  press('F', { code: 'KeyF', shiftKey: true })
  expect(move).toHaveBeenCalledOnce()
  expect(dropAll).toHaveBeenCalledOnce()
  expect(filter).not.toHaveBeenCalled()
})

test('while a dialog is open only its own keys act', () => {
  const page = vi.fn()
  const dialog = vi.fn()
  render(
    <KeysProvider>
      <Key of="R" act={page} />
      <KeyScope>
        <Key of="5" act={dialog} />
      </KeyScope>
    </KeysProvider>,
  )
  press('r')
  press('5')
  expect(page).not.toHaveBeenCalled()
  expect(dialog).toHaveBeenCalledOnce()
})

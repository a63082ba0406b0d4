import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from 'react'
import { Button } from './Button.tsx'
import { useMessages } from './messages/messages.tsx'

interface Toast {
  readonly id: number
  readonly words: string
  readonly undo: (() => void) | undefined
}

/** Long enough to read it and to reach the button. */
const shownFor = 8_000

const ToastContext = createContext<(words: string, undo?: () => void) => void>(() => {})

/** Says that something worked, with the way back where there is one. Errors stand where they arose, never here. */
export const useToast = () => use(ToastContext)

export function ToastProvider({ children }: { children: ReactNode }) {
  const { common } = useMessages()
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const next = useRef(0)
  const drop = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), [])
  const say = useCallback((words: string, undo?: () => void) => {
    next.current += 1
    const toast = { id: next.current, words, undo }
    setToasts((shown) => [...shown.slice(-2), toast])
  }, [])

  return (
    <ToastContext value={say}>
      {children}
      <div className="toasts" role="status">
        {toasts.map((toast) => (
          <ToastLine key={toast.id} toast={toast} drop={drop} undo={common.undo} />
        ))}
      </div>
    </ToastContext>
  )
}

function ToastLine({ toast, drop, undo }: { toast: Toast; drop: (id: number) => void; undo: string }) {
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Stays while somebody is about to press its button.
    const timer = setInterval(() => {
      if (!line.current?.matches(':hover, :focus-within')) drop(toast.id)
    }, shownFor)
    return () => clearInterval(timer)
  }, [drop, toast.id])
  return (
    <div className="toast" ref={line}>
      <span>{toast.words}</span>
      {toast.undo === undefined ? null : (
        <Button
          onClick={() => {
            toast.undo?.()
            drop(toast.id)
          }}
        >
          {undo}
        </Button>
      )}
    </div>
  )
}

import { useEffect, useState } from 'react'

/** The value once it has not changed for a moment: the server is asked for what was meant, not for each letter. */
export function useSettled<Value>(value: Value, milliseconds = 150): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}

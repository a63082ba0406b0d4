/** With nobody at it for so long, in milliseconds, what a page still reads is no sign that somebody is there. */
const unattendedAfter = 5 * 60_000

let lastInput = Date.now()

/** Whether anybody has touched the page lately: it reads by itself what others change, which must not keep a session alive. */
export const isUnattended = (): boolean => Date.now() - lastInput > unattendedAfter

/** From now on it is noticed whether somebody is there. Gives the way to stop. */
export function noticeInput(): () => void {
  const note = () => {
    lastInput = Date.now()
  }
  note()
  const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const
  for (const sign of signs) addEventListener(sign, note, { passive: true, capture: true })
  return () => {
    for (const sign of signs) removeEventListener(sign, note, { capture: true })
    note()
  }
}

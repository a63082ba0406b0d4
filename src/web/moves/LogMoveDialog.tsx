/** `service` is the id of the service to log for, undefined for a free choice. */
export function LogMoveDialog(_props: { service: string | undefined; onClose: () => void }) {
  return null
}

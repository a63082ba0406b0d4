import { asDiskFault, type DiskFault, type DiskFaultKind } from './disk-fault.ts'

const pauseBetweenTests = 1_000

/**
 * After a disk fault nothing is written until a test of the disk passes: an operating system may report a failed write
 * only once, and call the next one good though the data never arrived. A refused write tries the test itself, so the
 * programme goes on by itself as soon as there is space again.
 *
 * `writeOver` comes right after the fault: a log that took a whole write but could not be flushed would, after a kill,
 * bring back what was refused. It may fail like the write before it; what it wrote over is gone all the same.
 */
export function writeGuard(
  testDisk: (kind: DiskFaultKind) => Promise<void>,
  writeOver: () => Promise<void> = async () => {},
): <T>(write: () => Promise<T>) => Promise<T> {
  let fault: DiskFault | undefined
  let testedAt = 0

  return async (write) => {
    if (fault && performance.now() - testedAt < pauseBetweenTests) throw fault
    if (fault) {
      testedAt = performance.now()
      await testDisk(fault.kind)
      fault = undefined
    }
    try {
      return await write()
    } catch (error) {
      fault = asDiskFault(error)
      testedAt = performance.now()
      if (fault) await writeOver().catch(() => {})
      throw fault ?? error
    }
  }
}

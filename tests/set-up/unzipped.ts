import { crc32, inflateRawSync } from 'node:zlib'

/**
 * What lies in a zip file, by its central directory and not by the library that wrote it: each content is unpacked by Node
 * and held against its checksum.
 */
export function unzipped(file: Uint8Array): Map<string, Buffer> {
  const bytes = Buffer.from(file)
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0) throw new Error('This is no zip file.')
  const found = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error('The directory of the zip file is broken.')
    const [method, crc, packed] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 16),
      bytes.readUInt32LE(at + 20),
    ]
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ]
    const local = bytes.readUInt32LE(at + 42)
    const begins = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const content = bytes.subarray(begins, begins + packed)
    const unpacked = method === 0 ? content : inflateRawSync(content)
    if (crc32(unpacked) !== crc) throw new Error('A content and its checksum differ.')
    found.set(bytes.toString('utf8', at + 46, at + 46 + name), unpacked)
    at += 46 + name + extra + comment
  }
  return found
}

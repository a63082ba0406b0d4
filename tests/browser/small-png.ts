import { crc32, deflateSync, inflateSync } from 'node:zlib'

/**
 * A screenshot of a page made of few colours, as a PNG of 256 of them: about a third of the bytes, and the eye sees no
 * difference. Takes what the browser gives: 8 bits a channel, RGB or RGBA, not interlaced, nothing transparent.
 */
export function smallPng(png: Buffer): Buffer {
  const { width, height, pixels } = decoded(png)
  const palette = popularColours(pixels)
  const indexOf = nearestIn(palette)
  const rows = Buffer.alloc(height * (width + 1))
  // Each row starts with its filter, which stays 0, none: neighbours in a palette have nothing to do with each other.
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indexOf(pixels[y * width + x] as number)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function decoded(png: Buffer): { width: number; height: number; pixels: Uint32Array } {
  const parts: Buffer[] = []
  let width = 0
  let height = 0
  let channels = 0
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const body = png.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') {
      width = body.readUInt32BE(0)
      height = body.readUInt32BE(4)
      const [bits, kind, , , interlaced] = body.subarray(8)
      channels = kind === 2 ? 3 : kind === 6 ? 4 : 0
      if (bits !== 8 || channels === 0 || interlaced !== 0) throw new Error('This PNG is not as a browser takes it.')
    }
    if (type === 'IDAT') parts.push(body)
    at += length + 12
  }
  const raw = inflateSync(Buffer.concat(parts))
  const stride = width * channels
  const pixels = new Uint32Array(width * height)
  let above = new Uint8Array(stride)
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1)
    const row = unfiltered(raw[start] as number, raw.subarray(start + 1, start + 1 + stride), above, channels)
    for (let x = 0; x < width; x++) {
      const at = x * channels
      pixels[y * width + x] = ((row[at] as number) << 16) | ((row[at + 1] as number) << 8) | (row[at + 2] as number)
    }
    above = row
  }
  return { width, height, pixels }
}

/** The five filters of the PNG specification, undone. */
function unfiltered(filter: number, row: Uint8Array, above: Uint8Array, channels: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(row.length)
  for (let at = 0; at < row.length; at++) {
    const left = at < channels ? 0 : (out[at - channels] as number)
    const up = above[at] as number
    const corner = at < channels ? 0 : (above[at - channels] as number)
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0
    out[at] = (row[at] as number) + guess
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}

/** The 256 colours seen most, of those that differ by more than the eye sees. */
function popularColours(pixels: Uint32Array): number[] {
  const seen = new Map<number, number>()
  for (const colour of pixels) seen.set(colour, (seen.get(colour) ?? 0) + 1)
  const byCount = [...seen].sort(([, one], [, other]) => other - one)
  const chosen: number[] = []
  for (const [colour] of byCount) {
    if (chosen.length === 256) break
    if (chosen.every((other) => distance(colour, other) > sameToTheEye)) chosen.push(colour)
  }
  return chosen
}

const sameToTheEye = 60

/** Squared, green counting most, as the eye has it. */
function distance(one: number, other: number): number {
  const red = (one >> 16) - (other >> 16)
  const green = ((one >> 8) & 255) - ((other >> 8) & 255)
  const blue = (one & 255) - (other & 255)
  return 2 * red * red + 4 * green * green + 3 * blue * blue
}

/** Looks for each colour once. */
function nearestIn(palette: readonly number[]): (colour: number) => number {
  const found = new Map<number, number>()
  return (colour) => {
    const known = found.get(colour)
    if (known !== undefined) return known
    const distances = palette.map((other) => distance(colour, other))
    const at = distances.indexOf(Math.min(...distances))
    found.set(colour, at)
    return at
  }
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const out = Buffer.alloc(named.length + 8)
  out.writeUInt32BE(body.length, 0)
  named.copy(out, 4)
  out.writeUInt32BE(crc32(named), named.length + 4)
  return out
}

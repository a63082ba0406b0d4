import { connect, type Socket } from 'node:net'
import { expect, test, vi } from 'vitest'
import { afterwards } from '../set-up/databases.ts'
import { startProduct } from '../set-up/product.ts'

vi.setConfig({ testTimeout: 120_000 })

const many = 400

/** A client that begins a request, sends a little of its header now and then, and never ends it. */
function holdOpen(port: number): { closed: Promise<void>; end: () => void } {
  const socket: Socket = connect(port, '127.0.0.1')
  // To be cut off is what this client is for.
  socket.on('error', () => {})
  socket.on('connect', () => socket.write('GET /api/v1/growth HTTP/1.1\r\nHost: 127.0.0.1\r\n'))
  const drip = setInterval(() => socket.write('X-Slow: 1\r\n'), 1_000)
  const closed = new Promise<void>((resolve) =>
    socket.on('close', () => {
      clearInterval(drip)
      resolve()
    }),
  )
  return { closed, end: () => socket.destroy() }
}

test(`${many} clients that never end their header are cut off, and others are served meanwhile`, async () => {
  const product = await startProduct()
  afterwards(async () => void (await product.stop()))
  const port = Number(new URL(product.address).port)
  const held = Array.from({ length: many }, () => holdOpen(port))
  afterwards(() => {
    for (const { end } of held) end()
  })
  const begun = performance.now()
  let isOver = false
  const over = Promise.all(held.map(({ closed }) => closed)).then(() => {
    isOver = true
  })
  // Counted, not timed: how quick is for the bench to say, as a busy machine takes its time.
  let served = 0
  while (!isOver && performance.now() - begun < 60_000) {
    const answer = await fetch(`${product.address}/api/v1/session`)
    expect(answer.status).toBe(200)
    await answer.arrayBuffer()
    served++
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await over
  console.log(
    `${many} held sockets gone after ${((performance.now() - begun) / 1000).toFixed(1)} s, ${served} others served.`,
  )
  expect(served).toBeGreaterThan(10)
})

import { Blob as NodeBlob, File as NodeFile } from 'node:buffer'
import '@testing-library/jest-dom/vitest'
import { cleanup } from '@testing-library/react'
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, vi } from 'vitest'

/** jsdom lays nothing out. These stand in, so that tables, virtual rows and charts have a size to draw in. */
const width = 1_280
const height = 768

class SteadyResizeObserver implements ResizeObserver {
  readonly #tell: ResizeObserverCallback

  constructor(tell: ResizeObserverCallback) {
    this.#tell = tell
  }

  observe(target: Element): void {
    const size = [{ inlineSize: width, blockSize: height }]
    const entry = {
      target,
      contentRect: rectangle(),
      borderBoxSize: size,
      contentBoxSize: size,
      devicePixelContentBoxSize: size,
    }
    queueMicrotask(() => this.#tell([entry], this))
  }

  unobserve(): void {}
  disconnect(): void {}
}

const rectangle = (): DOMRect => new DOMRect(0, 0, width, height)

const matchMedia = (query: string): MediaQueryList => ({
  matches: query.includes('min-width'),
  media: query,
  onchange: null,
  addEventListener: () => {},
  removeEventListener: () => {},
  addListener: () => {},
  removeListener: () => {},
  dispatchEvent: () => false,
})

// Node's own files, forms and requests go together: they send names and bytes, which a mixture with jsdom's loses. Here,
// because this runs before each file of tests, and the environment brings jsdom's back every time.
const { constructor: NodeFormData } = await new Response('', {
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
}).formData()
const ofNode = Object.getPrototypeOf(Request) as typeof Request
Object.assign(globalThis, {
  Blob: NodeBlob,
  File: NodeFile,
  FormData: NodeFormData,
  // The environment's own Request is a class over Node's.
  Request: ofNode === Function.prototype ? Request : ofNode,
})

vi.stubGlobal('ResizeObserver', SteadyResizeObserver)
vi.stubGlobal('matchMedia', matchMedia)
vi.stubGlobal('scrollTo', () => {})
Element.prototype.scrollIntoView = () => {}
Element.prototype.scrollTo = () => {}
Element.prototype.getBoundingClientRect = rectangle
for (const [name, size] of Object.entries({
  offsetWidth: width,
  offsetHeight: height,
  clientWidth: width,
  clientHeight: height,
}))
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size })

// What a device keeps: jsdom has none, and each test begins on a device of its own.
globalThis.indexedDB = new IDBFactory()

afterEach(() => {
  cleanup()
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
  sessionStorage.clear()
})

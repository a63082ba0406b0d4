declare module 'parse-prometheus-text-format' {
  export default function parse(text: string): {
    readonly name: string
    readonly type: string
    readonly metrics: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value?: string }[]
  }[]
}

declare module 'jsdom' {
  export class JSDOM {
    constructor(text: string, how: { readonly contentType: string })
    readonly window: { readonly document: Document }
  }
}

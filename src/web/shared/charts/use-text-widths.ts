import { useLayoutEffect, useState } from 'react'
import { textWidth } from '../../../drawing/chart-scale.ts'

/**
 * How wide each text is drawn with that class in a chart, as the browser lays it out, so that gaps between them are all
 * the same. About as wide until it is known, and measured again when letters arrive that were not there yet.
 */
export function useTextWidths(texts: readonly string[], className: string): readonly number[] {
  const [measured, setMeasured] = useState<{ of: string; widths: readonly number[] } | undefined>(undefined)
  const joined = texts.join('\n')
  useLayoutEffect(() => {
    const measure = () => {
      const widths = drawnWidths(joined.split('\n'), className)
      if (widths !== undefined) setMeasured({ of: joined, widths })
    }
    measure()
    const fonts: FontFaceSet | undefined = document.fonts
    fonts?.addEventListener('loadingdone', measure)
    return () => fonts?.removeEventListener('loadingdone', measure)
  }, [joined, className])
  return measured?.of === joined ? measured.widths : texts.map((text) => textWidth(text))
}

function drawnWidths(texts: readonly string[], className: string): number[] | undefined {
  const section = document.createElement('div')
  section.className = 'chart-section off-page'
  section.setAttribute('aria-hidden', 'true')
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const lines = texts.map((text) => {
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'text')
    line.setAttribute('class', className)
    line.textContent = text
    return line
  })
  // A page without layout has nothing to measure with.
  if (lines.some((line) => line.getComputedTextLength === undefined)) return undefined
  drawing.append(...lines)
  section.append(drawing)
  document.body.append(section)
  const widths = lines.map((line) => line.getComputedTextLength())
  section.remove()
  return widths
}

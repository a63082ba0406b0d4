import type { MessageLanguage } from '../../domain/webhook.ts'

/** What the slides say beside the words of the brief. */
export interface SlidesWords {
  /** Under the figures of a slide whose chart has no room for it. */
  readonly ladderName: string
  readonly storiesName: string
  /** Where all of them have no room. */
  readonly earlier: (count: number) => string
  readonly partsName: string
  readonly ideal: string
  readonly briefChecksum: string
  readonly parts: (cycles: readonly string[]) => string
}

export const slidesWords: Readonly<Record<MessageLanguage, SlidesWords>> = {
  en: {
    ladderName: 'Workload in cloud as a multiple of the baseline, week by week, log scale',
    storiesName: 'Annotations, and the ladder as a story',
    earlier: (count) => `and ${count} earlier`,
    partsName: 'Growth in cloud by release cycle',
    ideal: 'Even pace',
    briefChecksum: 'Checksum of the brief with the same figures',
    parts: (cycles) => `Growth in cloud by release cycle. ${cycles.join(' ')}`,
  },
  ko: {
    ladderName: '기준선 대비 클라우드 워크로드의 배수, 주별, 로그 눈금',
    storiesName: '메모와 이야기로 읽는 사다리',
    earlier: (count) => `그 전의 ${count}건은 생략`,
    partsName: '릴리스 주기별 클라우드 성장',
    ideal: '균등 속도',
    briefChecksum: '같은 수치로 만든 보고서의 체크섬',
    parts: (cycles) => `릴리스 주기별 클라우드 성장. ${cycles.join(' ')}`,
  },
}

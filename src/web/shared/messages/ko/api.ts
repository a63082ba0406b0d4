import { grouped } from '../../format.ts'
import type { api as source } from '../en/api.ts'

export const api = {
  heading: '파이프라인에서 이전을 보내고 모든 수치를 읽기',
  words:
    'HTTP로 JSON을 주고받습니다. 모든 쓰기에는 Idempotency-Key가 필요하며, 같은 키와 본문은 한 번만 셉니다. 수준은 천분율, 날짜는 YYYY-MM-DD입니다.',
  document: 'OpenAPI 3.1 문서',
  calls: (count: number) => `호출 ${grouped(count)}개`,
} satisfies typeof source

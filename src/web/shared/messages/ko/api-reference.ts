import { grouped } from '../../../../drawing/format.ts'
import type { apiReference as source } from '../en/api-reference.ts'

export const apiReference = {
  title: '화면에서 하는 일은 프로그램으로도 할 수 있습니다',
  words:
    'HTTP로 JSON을 주고받습니다. 날짜는 YYYY-MM-DD, 양은 가장 작은 단위의 정수, 비율은 천분율입니다. 각 항목의 설명은 영어입니다.',
  document: 'OpenAPI 3.1 문서',
  operations: (count: number) => `기능 ${grouped(count)}개`,
  rules: '모든 요청에 적용되는 규칙',
  rulesLine: '첫 요청에 앞서',
  ruleKey: '쓰는 요청에는 기록할 때마다 새로 만든 Idempotency-Key를 붙입니다. 두 번 보내도 한 번만 기록됩니다.',
  ruleMatch: '고치는 요청에는 읽을 때 받은 ETag를 If-Match로 보냅니다. 그사이 바뀌었으면 412와 지금 내용을 답합니다.',
  ruleProblem: '거절은 문제 문서(RFC 9457)로 답합니다. 코드와 할 일, 잘못된 입력이면 항목 이름이 들어 있습니다.',
  ruleDryRun: '쓰는 요청에 ?dryRun=true를 붙이면 저장하지 않고 결과만 보여 줍니다.',
  pipeline: '파이프라인에서',
  pipelineHeading: '한 줄로 이전 기록하기',
  find: '기능 찾기',
  nothing: (text: string) => `맞는 기능이 없습니다: ${text}`,
  parameters: '매개변수',
  body: '본문',
  answer: (status: string) => `응답 ${status}`,
  example: '예시',
  noFields: '아무 JSON 값',
  name: '이름',
  place: '위치',
  type: '형식',
  about: '설명',
  needed: '필수',
  places: { path: '경로', query: '쿼리', header: '헤더' },
  copyExample: '예시 복사',
} satisfies typeof source

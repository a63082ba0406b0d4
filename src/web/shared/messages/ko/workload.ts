import type { workload as source } from '../en/workload.ts'

export const workload = {
  every: { day: '매일', week: '매주 일요일', cycle: '주기가 끝날 때마다' },
  servicesName: (every: string) => `서비스 실행 위치, ${every}`,
  unitsName: (unit: string, every: string) => `워크로드 실행 위치(${unit}), ${every}`,
  finding: (_left: string, total: string, inWords: string) => `온프레미스 잔여: ${total} 중 ${inWords}`,
  empty: '온프레미스에서 실행하는 것이 없습니다',
  emptySince: (day: string) => `${day} 이후 온프레미스에서 실행하는 것이 없습니다`,
  nothing: '이날 실행하는 것이 없습니다',
  nothingWords: '이날까지 기록한 이전이 없습니다. 더 늦은 날이나 다른 부문, 팀을 골라 주세요.',
  split: (services: string) =>
    `양쪽에서 실행하여 각각 셈: ${services}. 클라우드 비중은 온프레미스를 완전히 떠난 서비스만 셉니다.`,
  inBoth: (count: string) => `양쪽 ${count}`,
  onPrem: '온프레미스',
  cloud: '클라우드',
  privateCloud: '프라이빗 클라우드',
  publicCloud: '퍼블릭 클라우드',
  total: '합계',
  share: '클라우드 비중',
} satisfies typeof source

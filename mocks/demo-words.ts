import type { Language } from '../src/web/shared/preferences.ts'
import type { OrganisationName } from './organisations/organisations.ts'
import type { Weather } from './weather/weather.ts'

interface DemoWords {
  readonly banner: string
  readonly region: string
  readonly organisation: string
  readonly weather: string
  readonly organisations: Record<OrganisationName, string>
  readonly weathers: Record<Weather, string>
  readonly opening: (organisation: string) => string
  readonly withoutWorker: string
  readonly insecure: string
  readonly failed: (why: string) => string
}

const en: DemoWords = {
  banner: 'Demo without a server. What you log lives in this tab and is gone when it is reloaded or closed.',
  region: 'About this demo',
  organisation: 'Organisation',
  weather: 'Weather',
  organisations: {
    kubernetes: 'Kubernetes, a real migration',
    'one-team': 'One team of a bank',
    'huge-bank': 'A huge bank, made up',
    empty: 'Empty, a first visit',
  },
  weathers: {
    fair: 'Fair',
    slow: 'Slow answers',
    'slow-stream': 'Changes of others come late',
    flapping: 'Comes and goes',
    failing: 'Our fault (500)',
    unavailable: 'Unavailable (503)',
    'disk-full': 'Disk full (507)',
    offline: 'No answer',
    'lost-acknowledgement': 'Answers to writes are lost',
  },
  opening: (organisation) => `Opening: ${organisation}. Every move is logged through the API, into this tab's memory.`,
  withoutWorker: 'This browser offers no service worker here, so the page asks the API directly. Nothing else differs.',
  insecure:
    'This address is not secure, so the browser withholds what the demo needs. Open it through https, or through localhost.',
  failed: (why) => `The demo could not be opened: ${why} Load the page again, or choose another organisation above.`,
}

const ko: DemoWords = {
  banner: '서버 없는 데모입니다. 기록한 내용은 이 탭에만 있으며 새로 고치거나 닫으면 사라집니다.',
  region: '데모 안내',
  organisation: '조직',
  weather: '날씨',
  organisations: {
    kubernetes: '쿠버네티스, 실제 이전 기록',
    'one-team': '은행의 한 팀',
    'huge-bank': '가상의 큰 은행',
    empty: '빈 조직, 첫 방문',
  },
  weathers: {
    fair: '맑음',
    slow: '느린 응답',
    'slow-stream': '다른 사람의 변경이 늦게 도착',
    flapping: '끊겼다 이어짐',
    failing: '서버 잘못 (500)',
    unavailable: '사용 불가 (503)',
    'disk-full': '디스크 가득 참 (507)',
    offline: '응답 없음',
    'lost-acknowledgement': '기록은 되고 응답만 사라짐',
  },
  opening: (organisation) => `여는 중: ${organisation}. 모든 이동을 API로 이 탭의 메모리에 기록합니다.`,
  withoutWorker: '이 브라우저에서는 서비스 워커를 쓸 수 없어 페이지가 API에 직접 묻습니다. 그 밖에는 같습니다.',
  insecure: '안전하지 않은 주소라서 데모에 필요한 기능을 브라우저가 막았습니다. https나 localhost 주소로 열어 주세요.',
  failed: (why) => `데모를 열지 못했습니다: ${why} 다시 불러오거나 위에서 다른 조직을 고르세요.`,
}

export const demoWords: Record<Language, DemoWords> = { en, ko }

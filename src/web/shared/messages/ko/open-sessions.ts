import { grouped } from '../../../../drawing/format.ts'
import type { openSessions as source } from '../en/open-sessions.ts'

export const openSessions = {
  line: '누가 어디에서 로그인했는지',
  count: (count: number) => `열린 세션 ${grouped(count)}개`,
  countOf: (found: number, all: number) => `열린 세션 ${grouped(all)}개 중 ${grouped(found)}개`,
  words:
    '누군가 로그인한 모든 브라우저입니다. 세션이 끝난 사람은 다시 로그인할 수 있습니다. 들어오지 못하게 하려면 설정의 사람 목록에서 차단해 주세요.',
  open: '로그인한 사람 보기',
  find: '이름, 로그인 이름, 주소',
  person: '누가',
  ways: { password: '비밀번호', passkey: '패스키', provider: '인증 제공자', proxy: '프록시' } as Record<string, string>,
  endNamed: (person: string, browser: string, since: string) => `세션 끝내기: ${person}, ${browser}, ${since}부터`,
  endAll: (count: number) => `${grouped(count)}개 모두 끝내기`,
  endAllNamed: (person: string, count: number) => `세션 ${grouped(count)}개 모두 끝내기: ${person}`,
  noneFound: '조건에 맞는 세션이 없습니다',
  noneFoundWords: '그 이름이나 주소로 로그인한 사람이 없습니다.',
  none: '로그인한 사람이 없습니다',
  noneWords: '로그인하는 사람이 여기에 나타납니다.',
  clear: '검색 지우기',
  more: (count: number) => `${grouped(count)}개 더 보기`,
} satisfies typeof source

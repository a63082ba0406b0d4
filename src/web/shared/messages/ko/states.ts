import type { states as source } from '../en/states.ts'

export const states = {
  loading: '읽는 중',
  readingAgain: (time: string) => `다시 읽는 중입니다. 지금 보이는 값은 ${time}에 읽은 것입니다.`,
  lastRead: (time: string) => `마지막 읽기 ${time}`,
  noAnswer: '서버가 응답하지 않습니다',
  noAnswerSince: (time: string) => `${time} 이후로 서버 응답이 없습니다. 20초 뒤에 다시 시도합니다.`,
  noAnswerYet: '서버가 켜져 있는지, 이 기기에서 닿는지 확인해 주세요. 20초 뒤에 다시 시도합니다.',
  away: (time: string, ago: string) => `연결되지 않았습니다. ${time} 기준 수치입니다(${ago}).`,
  ago: (milliseconds: number) => {
    const minutes = Math.floor(milliseconds / 60_000)
    if (minutes < 1) return '1분 이내'
    if (minutes < 60) return `${minutes}분 전`
    const hours = Math.floor(minutes / 60)
    if (hours < 48) return `${hours}시간 전`
    return `${Math.floor(hours / 24)}일 전`
  },
  keptMeanwhile: '지금 기록하는 내용은 이 기기에 저장되고, 서버가 응답하면 보냅니다.',
  kept: '이 기기에 저장했습니다. 서버가 응답하면 보냅니다.',
  keptDiscarded: '취소했습니다. 보내지 않았습니다.',
  keptWasSent: '그사이에 보냈습니다. 기록된 자리에서 취소해 주세요.',
  needsNetwork: '이미 있는 내용을 바꾸려면 서버가 필요합니다. 다시 보낼 때까지 이 양식에 남아 있습니다.',
  ourFault: '이 페이지를 읽지 못했습니다',
  ourFaultWords: '저희 쪽 오류이며 로그에 남겼습니다. 기록한 내용은 사라지지 않았습니다.',
  fault: (number: string) => `오류 ${number}`,
  goToToday: '오늘로 가기',
  refused: '보여 드릴 수 없습니다',
  partBroke: '이 부분을 그리지 못했습니다',
  partBrokeWords: '저희 쪽 오류입니다. 나머지 화면과 원장에는 영향이 없습니다.',
  newVersion: '새 버전이 설치되었습니다',
  newVersionWords: '페이지를 다시 불러와 이어서 쓰세요. 기록한 내용은 그대로입니다.',
  reload: '다시 불러오기',
} satisfies typeof source

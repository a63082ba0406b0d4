import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css'

/** Letters of both languages, so that the subsets every page needs come at once. */
const sample = 'Tenfold 0123456789 +−×%.,–·() 이전 서비스 클라우드 배'

/** Pretendard, served by ourselves: the browser fetches only the subsets of letters that it draws. */
export async function readFonts(): Promise<void> {
  await Promise.all(
    [400, 500, 600, 650].map((weight) => document.fonts.load(`${weight} 14px "Pretendard Variable"`, sample)),
  )
}

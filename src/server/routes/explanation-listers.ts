import type { FigureName } from '../../contract/explanations.ts'
import { backtestCoverage, backtestLoss, lastCycleLoss, straightLineLoss } from './explanation-backtest.ts'
import { moveDebt, moveGain } from './explanation-dependencies.ts'
import { cloudServiceUse, promisesKept } from './explanation-effort.ts'
import { exitLeft, exitPace, exitRequired } from './explanation-exits.ts'
import { feedbackAnswered, feedbackAnswers, feedbackAverage, feedbackFirstAnswer } from './explanation-feedback.ts'
import type { Asked, Listed, Lister } from './explanation-listed.ts'
import { promiseLeft, promiseMoved } from './explanation-promise.ts'
import { cycleCarried, cycleScope } from './explanation-promised.ts'
import { waveLeft, waveServices, waveStraddling } from './explanation-waves.ts'

/** Figures with a list of their own behind them; all others are made of moves, or of how teams and services stand. */
const listers = {
  'exit-left': exitLeft,
  'exit-required': exitRequired,
  'exit-pace': exitPace,
  'cloud-service-use': cloudServiceUse,
  'promises-kept': promisesKept,
  'backtest-coverage': backtestCoverage,
  'backtest-loss': backtestLoss,
  'backtest-loss-last-cycle': lastCycleLoss,
  'backtest-loss-straight-line': straightLineLoss,
  'wave-services': waveServices,
  'wave-left': waveLeft,
  'wave-straddling': waveStraddling,
  'move-gain': moveGain,
  'move-debt': moveDebt,
  'feedback-answers': feedbackAnswers,
  'feedback-answered': feedbackAnswered,
  'feedback-first-answer': feedbackFirstAnswer,
  'feedback-average': feedbackAverage,
  'cycle-carried': cycleCarried,
  'cycle-scope': cycleScope,
  'promise-left': promiseLeft,
  'promise-moved': promiseMoved,
} satisfies Partial<Record<FigureName, Lister>>

export type ListedFigure = keyof typeof listers

export const isListed = (figure: FigureName): figure is ListedFigure => Object.hasOwn(listers, figure)

/** undefined for a figure that has none. */
export const listOf = async (figure: FigureName, asked: Asked): Promise<Listed | undefined> =>
  isListed(figure) ? listers[figure](asked) : undefined

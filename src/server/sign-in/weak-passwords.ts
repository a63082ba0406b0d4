import { BadInput } from '../problems.ts'

/** So many guesses a password has to withstand: what an attacker with a stolen copy of the database tries in a day. */
const leastGuesses = 1e10

type Check = (password: string, known: readonly string[]) => number
let loading: Promise<Check> | undefined

/** The lists are large and only needed when somebody chooses a password, so they are read then. */
async function load(): Promise<Check> {
  const [{ ZxcvbnFactory }, common] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  const judge = new ZxcvbnFactory({ dictionary: { ...common.dictionary }, graphs: common.adjacencyGraphs })
  return (password, known) => judge.check(password.slice(0, 100), [...known]).guesses
}

/** Refuses passwords that stand in lists of common ones, repeat themselves, or are made of the person's own names. */
export async function refuseWeakPassword(password: string, known: readonly string[]): Promise<void> {
  loading ??= load()
  const check = await loading
  if (check(password, [...known, 'tenfold']) < leastGuesses)
    throw new BadInput({
      password:
        'This is easy to guess: it is common, repeats itself or holds your name. Use a few words that do not belong together.',
    })
}

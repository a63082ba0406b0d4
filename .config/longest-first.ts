import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The files that take longest, the longest first. A machine that has not run the tests before knows their sizes only, and a
 * small file that walks every page would begin last, while the other worker has nothing left to do.
 */
const longest = [
  'tests/browser/accessibility.test.ts',
  'tests/browser/xss.test.ts',
  'tests/browser/accessibility-korean.test.ts',
  'tests/reliability/stand-up-load.test.ts',
  'tests/browser/xss-signed-in.test.ts',
  'tests/api/permissions.test.ts',
  'tests/api/fuzz-roles.test.ts',
  'tests/command-line/installed-package.test.ts',
]

const rankOf = ({ moduleId }: TestSpecification): number => {
  const at = longest.findIndex((name) => moduleId.endsWith(`/${name}`))
  return at < 0 ? longest.length : at
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => rankOf(one) - rankOf(other))
  }
}

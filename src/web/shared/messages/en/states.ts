export const states = {
  loading: 'Reading',
  readingAgain: (time: string) => `Reading again. Shown: as read at ${time}.`,
  lastRead: (time: string) => `Last read ${time}`,
  noAnswer: 'The server does not answer',
  noAnswerSince: (time: string) => `The server has not answered since ${time}. Next try in 20 s.`,
  noAnswerYet: 'Check that it runs and that this device reaches it. Next try in 20 s.',
  /** Said where something could be logged meanwhile. */
  nothingSent: 'What you log now stays in the form until the server answers.',
  ourFault: 'This page could not be read',
  ourFaultWords: 'The fault is ours and was written to the log. Nothing that you logged is lost.',
  fault: (number: string) => `fault ${number}`,
  refused: 'That cannot be shown',
  partBroke: 'This part could not be drawn',
  partBrokeWords: 'The fault is ours. The rest of the page and the ledger are not affected.',
  newVersion: 'A newer version has been installed',
  newVersionWords: 'Load the page again to go on with it. What you logged is kept.',
  reload: 'Load again',
}

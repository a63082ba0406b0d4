export const states = {
  loading: 'Reading',
  readingAgain: (time: string) => `Reading again. Shown: as read at ${time}.`,
  lastRead: (time: string) => `Last read ${time}`,
  noAnswer: 'The server does not answer',
  noAnswerSince: (time: string) => `The server has not answered since ${time}. Next try in 20 s.`,
  noAnswerYet: 'Check that it runs and that this device reaches it. Next try in 20 s.',
  /** Of when the figures are, and how long that is ago. */
  away: (time: string, ago: string) => `No connection. You see the figures as of ${time}, ${ago}.`,
  ago: (milliseconds: number) => {
    const minutes = Math.floor(milliseconds / 60_000)
    if (minutes < 1) return 'less than a minute ago'
    if (minutes < 60) return `${minutes} min ago`
    const hours = Math.floor(minutes / 60)
    if (hours < 48) return `${hours} h ago`
    return `${Math.floor(hours / 24)} days ago`
  },
  /** Said where something can be logged meanwhile. */
  keptMeanwhile: 'What you log now is saved on this device and sent when the server answers.',
  kept: 'Saved on this device. It will be sent when the server answers.',
  keptDiscarded: 'Taken back. It was not sent.',
  keptWasSent: 'It was sent meanwhile. Take it back where it stands.',
  /** What cannot wait on this device, since it changes a version that was read. */
  needsNetwork: 'A change of what stands already needs the server. It stays in this form until you send it again.',
  ourFault: 'This page could not be read',
  ourFaultWords: 'The fault is ours and was written to the log. Nothing that you logged is lost.',
  fault: (number: string) => `fault ${number}`,
  goToToday: 'Go to today',
  refused: 'That cannot be shown',
  partBroke: 'This part could not be drawn',
  partBrokeWords: 'The fault is ours. The rest of the page and the ledger are not affected.',
  newVersion: 'A newer version has been installed',
  newVersionWords: 'Load the page again to go on with it. What you logged is kept.',
  reload: 'Load again',
}

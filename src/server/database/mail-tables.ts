/** The rows of mails: who wants which, and those on their way. */
export interface MailTables {
  mail_wish: MailWishRow
  mail_text: MailTextRow
  mail: MailRow
}

export interface MailWishRow {
  person_id: number
  /** en | ko */
  language: string
  /** 0 or 1 */
  digest: number
  reminders: number
  /** none | weekly | monthly | cycle */
  brief: string
  /** Since when: what was due before is not sent. */
  brief_since: number
  /** What the link in a mail ends with that takes these wishes back. */
  secret: string
  version: number
}

export interface MailTextRow {
  id: number
  /** JSON of what it says, in no language yet. */
  body: string
  /** A file that goes along, HTML; null where there is none. */
  attachment: string | null
}

export interface MailRow {
  id: number
  /** What caused it and for whom: `stand-up-digest:2026-03-31:12`. */
  key: string
  kind: string
  /** null where it is a test. */
  person_id: number | null
  address: string
  language: string
  text_id: number
  /** The same at every try, so that whoever gets it twice can tell. */
  message_id: string
  recorded_at: number
  attempts: number
  /** null where it needs no more tries. */
  next_at: number | null
  good_until: number | null
  tried_at: number | null
  delivered_at: number | null
  /** '' before the first try, else JSON. */
  last_answer: string
}

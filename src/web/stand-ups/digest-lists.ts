/** What figures of the digest open to, in the order in which the first that holds anything is shown. */
export const digestLists = ['promised', 'opened', 'escalated', 'silent'] as const
export type DigestList = (typeof digestLists)[number]

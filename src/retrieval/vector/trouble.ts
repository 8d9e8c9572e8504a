// What is wrong with a half of the search, in words for people.

/** One half cannot search; the message tells an admin why and what to do. */
export class TroubleError extends Error {
  override name = 'TroubleError'
}

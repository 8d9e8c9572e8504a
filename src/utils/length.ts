// How many bytes an answer to HEAD would have had: Elysia counts those of the answer itself, which has none.

const lengths = new WeakMap<Request, number>()

/** Notes the length that is to stand in the answer's headers. */
export const noteLength = (request: Request, length: number): void =>
  void lengths.set(request, length)

export const lengthOf = (request: Request): number | undefined => lengths.get(request)

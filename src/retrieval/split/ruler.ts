// How long a passage may be, counted in characters or in tokens.

export interface Ruler {
  /** How far a passage that begins at `at` may reach. */
  reach(at: number): number
  /** Where the next passage may begin at the earliest, so that it shares the wanted part of this one. */
  back(at: number, stop: number): number
}

export const characters = (size: number, overlap: number): Ruler => ({
  reach: at => at + size,
  back: (_at, stop) => stop - overlap,
})

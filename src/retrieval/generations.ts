// Whose vectors answer: the live generation, and the one that is built to take its place.
import type { House } from '../config/house'
import type { Generation } from './table'

/** The generation that answers; made from the settings when there is none yet. */
export function live(_house: House): Promise<Generation> {
  throw new Error('to be written')
}

/** The live one and one that is being built: what a new file is read into. */
export function current(_house: House): Promise<Generation[]> {
  throw new Error('to be written')
}

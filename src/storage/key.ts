// What the store calls things: ids that the server made, and nothing that could be a path.

const KEY = /^[\w-]+(\/[\w-]+)?$/

/** The key itself. No key leads out of the store, or is the store. */
export function checkedKey(key: string): string {
  if (!KEY.test(key)) throw new Error(`Not a key of the store: ${key}`)
  return key
}

export const keyOf = ({ user_id, id }: { user_id: string; id: string }): string =>
  `${user_id}/${id}`

// One value an object, made on first use and let go with its object.

/** `perObject(make)(key)` runs `make(key)` the first time and gives the same value after. */
export function perObject<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>()
  return key => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
  }
}

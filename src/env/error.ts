// What is said when the environment cannot be used.

/** An unusable environment: one line that names the variable, its value unless secret, and what is allowed. */
export class EnvError extends Error {
  override name = 'EnvError'
}

/** The line for a value that its variable cannot take. */
export function unusable(name: string, text: string, allowed: string, secret = false): EnvError {
  const value = secret
    ? 'its value'
    : JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
  return new EnvError(`${name}: ${value} cannot be used; it must be ${allowed}.`)
}

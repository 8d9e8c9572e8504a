// Whether a text is an e-mail address, by its form.

const FORM = /^[^@\s]+@[^@\s]+\.[^@\s]+$/

/** An address with a dot behind the @, or anything at localhost. */
export const isEmail = (text: string): boolean =>
  FORM.test(text) || /^[^@\s]+@localhost$/.test(text)

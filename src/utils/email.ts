// Whether a text is an e-mail address, by its form.

const FORM = /^[^@\s]+@([^@\s]+\.[^@\s]+|localhost)$/

/** Marks that nobody sees would make two addresses look like one. */
const UNSEEN = /\p{C}/u

/** An address with a dot behind the @, or anything at localhost. */
export const isEmail = (text: string): boolean => FORM.test(text) && !UNSEEN.test(text)

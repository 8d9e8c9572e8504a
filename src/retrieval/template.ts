// How passages are put before a model, unless an admin has other words for it.
import text from './template.txt' with { type: 'text' }

export const defaultTemplate: string = text

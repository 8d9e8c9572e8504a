// From words to the numbers that the model reads.
import { Tokenizer } from '@huggingface/tokenizers'
import { MOST_TOKENS, modelFile } from './model'

/** The numbers of one text, with the marks at both ends. */
export type Tokens = (text: string) => number[]

/** Far more than the tokens of the longest text that is read; beyond it nothing is looked at. */
const MOST_CHARACTERS = 20_000

export async function openTokens(): Promise<Tokens> {
  const json = new TextDecoder().decode(await modelFile('tokenizer.json'))
  const tokenizer = new Tokenizer(JSON.parse(json), {})
  return text => {
    const { ids } = tokenizer.encode(lower(text.slice(0, MOST_CHARACTERS)))
    return ids.length <= MOST_TOKENS ? ids : [...ids.slice(0, MOST_TOKENS - 1), ...ids.slice(-1)]
  }
}

/** JavaScript makes a sigma at the end of a word another letter, which the model's vocabulary does not. */
const lower = (text: string): string => text.replaceAll('Σ', 'σ')

// What goes into the model, and what comes out of it.
import type { Tensor, TensorConstructor } from 'onnxruntime-common'

/** The name of the output: a row of numbers for each token. */
export const OUTPUT = 'last_hidden_state'

/**
 * The inputs for one text. Never several: a batch has to be padded, and since its int8 activations are
 * scaled together, the vector of a text would depend on its neighbours. It would not be quicker, either.
 */
export function inputs(make: TensorConstructor, tokens: number[]): Record<string, Tensor> {
  const row = (values: BigInt64Array) => new make('int64', values, [1, tokens.length])
  return {
    input_ids: row(BigInt64Array.from(tokens, BigInt)),
    attention_mask: row(new BigInt64Array(tokens.length).fill(1n)),
    token_type_ids: row(new BigInt64Array(tokens.length)),
  }
}

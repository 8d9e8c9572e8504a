// How a row of the settings table is written: one function a kind of value.
import { z } from 'zod'
import {
  choice,
  data,
  decimal,
  flag,
  type Kind,
  list,
  matching,
  whole,
  words,
} from '../utils/kinds'

/** The environment's text. */
export type Source = Readonly<Record<string, string | undefined>>

/** What the environment says of a setting: its text, and what that means. */
export interface Said {
  text: string
  /** The variable that said it. */
  name: string
  value: unknown
}

/** One setting. `type` checks values from people and from the database. */
export interface Setting<T> {
  /** Variables that set it, first found first. None: only people do. */
  env: readonly string[]
  /** Reads the variable's text. */
  kind: Kind<unknown>
  type: z.ZodType<T>
  /** Its default. Beside the type, not in it: 200 `.default()` wrappers cost 4 ms of every start. */
  initial: T
  sentence: string
  /** Never shown. */
  secret: boolean
  /** Of a secret: the setting with the address that it is sent to. It goes when that changes. */
  at?: string
  /** What its text is, for forms. */
  of?: Matter
  /** The environment's word always counts: whoever runs the server decides it, and no admin. */
  firm?: boolean
  /** The default where it follows from other settings; asked again whenever one changes. */
  follows?: (get: Get) => T
  /** For settings that several variables make together. */
  gather?: (source: Source) => Said | undefined
}

/** `lines`: a long text; `model`, `models`: ids; `language`: a tag such as `de`. */
export type Matter = 'lines' | 'model' | 'models' | 'language'

/** Reads another setting. */
export type Get = (key: string) => unknown

type More<T> = Partial<Pick<Setting<T>, 'secret' | 'at' | 'of' | 'firm' | 'follows' | 'gather'>>

const names = (env: string): string[] => env.split(' ').filter(Boolean)

/** A row of any type. `env`: names divided by blanks, the one that counts most first. */
export const row = <T>(
  env: string,
  kind: Kind<unknown>,
  type: z.ZodType<T>,
  initial: NoInfer<T>,
  sentence: string,
  more: More<T> = {},
): Setting<T> => ({ env: names(env), kind, type, initial, sentence, secret: false, ...more })

const bool = z.boolean()
const string = z.string()
const number = z.number()
const strings = z.array(string)
const count = z.int().min(0)
const countOrNull = count.nullable()

export const toggle = (env: string, initial: boolean, sentence: string, more?: More<boolean>) =>
  row(env, flag, bool, initial, sentence, more)

export const text = (env: string, initial: string, sentence: string, more?: More<string>) =>
  row(env, words, string, initial, sentence, more)

/** Text that is never shown. */
export const secret = (env: string, sentence: string, more?: More<string>) =>
  text(env, '', sentence, { secret: true, ...more })

export const textOrNull = (env: string, sentence: string, more?: More<string | null>) =>
  row<string | null>(env, words, string.nullable(), null, sentence, more)

/** Text of one form, which `allowed` says in words. */
export const form = (
  env: string,
  pattern: RegExp,
  allowed: string,
  initial: string,
  sentence: string,
) =>
  row(
    env,
    matching(pattern, allowed),
    string.regex(pattern, `Must be ${allowed}`),
    initial,
    sentence,
  )

export const amount = (env: string, initial: number, sentence: string) =>
  row(env, whole(0), count, initial, sentence)

/** A whole number between two others, both included. */
export const between = (env: string, min: number, max: number, initial: number, sentence: string) =>
  row(env, whole(min, max), z.int().min(min).max(max), initial, sentence)

export const amountOrNull = (env: string, sentence: string) =>
  row<number | null>(env, whole(0), countOrNull, null, sentence)

export const fraction = (env: string, initial: number, sentence: string) =>
  row(env, decimal, number, initial, sentence)

/** Texts divided by `separator` in the environment. */
export const texts = (env: string, initial: string[], sentence: string, more?: More<string[]>) =>
  row(env, list(words, ','), strings, initial, sentence, more)

/** One of a few words; `''` may be among them. */
export const oneOf = <const T extends string>(
  env: string,
  choices: readonly T[],
  initial: NoInfer<T>,
  sentence: string,
) =>
  row<T>(
    env,
    choice(Object.fromEntries(choices.map(word => [word, word]))),
    z.enum(choices),
    initial,
    sentence,
  )

/** A structure, as JSON in the environment. */
export const structure = <T>(
  env: string,
  type: z.ZodType<T>,
  initial: NoInfer<T>,
  sentence: string,
) => row(env, data, type, initial, sentence)

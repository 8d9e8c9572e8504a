// The words that clients are told, by the codes of the contract.

/** What an error says; used as the `detail` of a Refusal. */
export const constants = {
  NOT_AUTHENTICATED: 'Not authenticated',
  UNAUTHORIZED: '401 Unauthorized',
  INVALID_TOKEN: 'Your session has ended or the token is not valid. Please sign in again.',
  ACCESS_PROHIBITED: 'You may not do this. Ask your administrator if you need to.',
  ACTION_PROHIBITED: 'This is not allowed, as a safety measure.',
  NOT_FOUND: "What you are looking for is not here, or you can't see it :/",
  DEFAULT: 'Something went wrong :/',
  EMPTY: 'There is nothing to read in this. Please choose something with content.',
  BYTES_GONE: 'The bytes of this file are not in the store any more. Please upload it again.',
  INVALID_CRED: 'The e-mail or the password is not right. Please check both and try again.',
  INVALID_PASSWORD: 'That password is not right.',
  INVALID_CODE: 'That code is not right, or it was used before.',
  INVALID_EMAIL_FORMAT: 'That does not look like an e-mail address.',
  EMAIL_TAKEN: 'There is already an account with this e-mail address.',
  COMMAND_TAKEN: 'This command is already taken. Please choose another.',
  ID_TAKEN: 'This id is already taken. Please choose another.',
  MODEL_ID_TAKEN: 'This model id is already taken. Please choose another.',
  MODEL_NOT_FOUND: 'Model not found',
  INVALID_TRUSTED_HEADER: 'The proxy in front of Hearth does not say who you are.',
  EXISTING_USERS: 'Accounts cannot be turned off while there are some.',
  API_KEY_NOT_FOUND: 'There is no API key yet.',
  API_KEY_NOT_ALLOWED: 'API keys are not enabled on this server.',
  API_KEY_CREATION_NOT_ALLOWED: 'API keys cannot be made on this server.',
  DB_NOT_SQLITE: 'This works only with an SQLite database.',
} as const

/** The contract's `DEFAULT(x)`: a fault with its reason. */
export const failure = (reason: string): string => `[ERROR: ${reason}]`

// The words that clients depend on: error texts by the contract's codes.

export const constants = {
  NOT_AUTHENTICATED: 'Not authenticated',
  UNAUTHORIZED: '401 Unauthorized',
  INVALID_TOKEN: 'Your session has ended or the token is not valid. Sign in again.',
  ACCESS_PROHIBITED: 'You have no permission for this. Ask your administrator for access.',
  ACTION_PROHIBITED: 'This action is not allowed, as a safety measure.',
  NOT_FOUND: 'What you are looking for was not found :/',
  DEFAULT: 'Something went wrong :/',
  INVALID_CRED: 'The e-mail or the password is not right. Check both and try again.',
  INVALID_PASSWORD: 'The password is not right. Check it and try again.',
  INVALID_EMAIL_FORMAT: 'That is not a valid e-mail address. Check it and try again.',
  EMAIL_TAKEN: 'This e-mail is already registered. Sign in, or use another one.',
  MODEL_ID_TAKEN: 'This model id is already taken. Choose another one.',
  MODEL_NOT_FOUND: 'Model not found',
  API_KEY_NOT_FOUND: 'There is no API key yet. Make one first.',
  API_KEY_NOT_ALLOWED: 'API keys are not enabled here. Ask your administrator.',
  API_KEY_CREATION_NOT_ALLOWED: 'API keys cannot be made here. Ask your administrator.',
} as const

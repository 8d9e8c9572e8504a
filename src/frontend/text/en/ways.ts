// Words of the ways in beside e-mail and password, and why they are shut.

export const ways = {
  'ways.title': 'How to sign in',
  'ways.password': 'Email',
  'ways.user': 'User name',
  'ways.userMissing': 'Enter your user name.',
  'ways.wrong': 'The user name or the password is not right. Check both, then try again.',
  'ways.away': 'The directory does not answer as it should. Try again later, or tell your admin.',
  'ways.mail': 'Your entry in the directory has no email address. Ask your admin to add one.',
  'ways.off': 'Sign-in with the directory is switched off here. Ask your admin.',
  'ways.taken': 'Somebody here has your email address already. Ask your admin.',
  'ways.domain': 'Addresses like yours may not sign in here. Ask your admin.',
  'ways.signup': 'There is no account for you here, and none may be made. Ask your admin.',
  'ways.unverified': 'Your email address has not been confirmed where you signed in.',
  'ways.nobody':
    'The proxy in front of this server does not say who you are. Ask the person who runs it.',
  'ways.accounts':
    'Accounts are switched off here although there are some, so nobody can come in. Ask the person who runs it.',
  'ways.comingIn': 'Signing you in…',
  'ways.failed': 'You could not be signed in',
  'ways.signedOut': 'You are signed out',
  'ways.signedOutLead': 'Sign out of your organisation as well if others use this device.',
}

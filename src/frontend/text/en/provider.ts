// Words of signing in through providers: on the sign-in page, in the own account, and for admins.

export const provider = {
  'provider.or': 'or',
  'provider.continue': 'Continue with {name}',
  'provider.leadAlone': 'Sign in with an account you have elsewhere.',
  'provider.trouble.state':
    'This sign-in took too long, was begun in another browser, or has been used already. Try again.',
  'provider.trouble.denied': 'The provider did not let you in, or you changed your mind there.',
  'provider.trouble.unreachable':
    'The provider does not answer. Try again in a moment, or tell your admin.',
  'provider.trouble.refused':
    'What the provider said could not be confirmed, so you were not signed in. Tell your admin if it stays.',
  'provider.trouble.email':
    'The provider did not tell your email address. Ask your admin to let it.',
  'provider.trouble.domain': 'Addresses like yours may not sign in here. Ask your admin.',
  'provider.trouble.signup':
    'There is no account for you here, and none may be made. Ask your admin.',
  'provider.trouble.taken':
    'There is an account with your email address already. Sign in to it as before, then link the provider under Settings, Account.',
  'provider.trouble.unverified':
    'The provider has not verified your email address. Verify it there, then try again.',
  'provider.trouble.elsewhere': 'This provider opens another account here already.',
  'provider.trouble.linked':
    'Another identity of this provider is linked to your account. Unlink it first.',
  'provider.trouble.session': 'Your session has ended. Sign in and link the provider again.',
  'provider.trouble.busy': 'Too many attempts in a short time. Wait some minutes, then try again.',

  'provider.linked': 'Sign-in with providers',
  'provider.linkedHint': 'Accounts elsewhere that open this one.',
  'provider.link': 'Link',
  'provider.unlink': 'Unlink',
  'provider.linkOne': 'Link {name}',
  'provider.unlinkOne': 'Unlink {name}',
  'provider.linkWhy':
    'You go to {name}, sign in there, and come back. From then on it opens this account.',
  'provider.unlinkWhy':
    '{name} will no longer open this account. Sessions that are open stay open.',
  'provider.used': 'Linked on {since}, last used on {when}.',
  'provider.last': 'It is the only way into your account.',
  'provider.notLinked': 'Not linked.',
  'provider.isLinked': 'The provider is linked to your account',
  'provider.isUnlinked': 'The provider is no longer linked to your account',
}

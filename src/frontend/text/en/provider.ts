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

  'settings.oauth': 'Sign-in with providers',
  'provider.lead':
    'People sign in with an account they have elsewhere. Set a provider up, and its button stands on the sign-in page.',
  'provider.oidc': 'OpenID Connect',
  'provider.google': 'Google',
  'provider.microsoft': 'Microsoft',
  'provider.github': 'GitHub',
  'provider.setUp': 'Set up',
  'provider.notSetUp': 'Not set up',
  'provider.redirect': 'Redirect address',
  'provider.redirectHint': 'Enter it at the provider: people are sent back here.',
  'provider.logout': 'Back-channel logout address',
  'provider.logoutHint':
    'Enter it there too, and whoever signs out at the provider is signed out here at once.',
  'provider.buttonName': 'Name on the button',
  'provider.buttonNameHint': 'What people read on the sign-in page.',
  'provider.address': 'Address',
  'provider.addressHint': 'The provider’s address, or that of its discovery document.',
  'provider.clientId': 'Client id',
  'provider.clientSecret': 'Client secret',
  'provider.tenant': 'Tenant',
  'provider.tenantHint': 'Id of the directory whose people may sign in.',
  'provider.loginBase': 'Sign-in address',
  'provider.site': 'Address',
  'provider.siteHint': 'An enterprise server has one of its own.',
  'provider.scopes': 'Scopes',
  'provider.redirectOther': 'Other redirect address',
  'provider.redirectOtherHint': 'Only where the provider must be given another one than above.',
  'provider.more': 'More options',
  'provider.try': 'Test',
  'provider.answers': 'It answers and calls itself {issuer}.',
  'provider.warnPlain':
    'It is reached without encryption: use it so only inside a network that you trust.',
  'provider.warnUnsigned':
    'It offers no signature that can be checked. Switch it to RS256 or ES256 there.',
  'provider.warnUserinfo': 'It has no userinfo: the ID token must hold name and email address.',
  'provider.warnOther': 'It warns of something that this page does not know.',
  'provider.remove': 'Take away',
  'provider.removeOne': 'Take {name} away',
  'provider.removeWhy':
    'Client id and secret of {name} go. Whoever comes in only through it can no longer sign in.',
  'provider.rules': 'Who may come in',
  'provider.mapping': 'Roles and groups',
  'provider.mappingLead': 'What the provider says decides here, at every sign-in.',
  'provider.claims': 'What is taken over',
  'provider.claimsLead':
    'The names of the fields in which the provider says who somebody is. Dots lead into objects.',
}

// Words of the page on which a directory is set up.

export const ldap = {
  'settings.ldap': 'Directory',
  'ldap.lead':
    'People sign in with the name and password of your organisation’s directory (LDAP, Active Directory). Their account here is made when they first come.',
  'ldap.where': 'Where it is',
  'ldap.search': 'How people are found',
  'ldap.more': 'Attributes, patience and ciphers',
  'ldap.encryptionHint': 'If encryption fails, nothing is sent at all.',
  'ldap.inClear': 'None: everything in clear',
  'ldap.try': 'Try it',
  'ldap.tryLead':
    'Looks somebody up as the settings are saved. No password is needed and nobody is signed in.',
  'ldap.look': 'Look up',
  'ldap.account': 'Account here',
  'ldap.accountKnown': 'Has the same address, and is opened',
  'ldap.accountNew': 'Would be made',
  'ldap.noMail': 'None, so this person cannot come in',
  'ldap.groups': 'Groups',
  'ldap.noGroups': 'None',
  'ldap.groupHere': '– joins the group here',
  'ldap.groupNotHere': '– no group of this name here',
  'ldap.entry': 'Entry',
  'ldap.subject': 'Known by',
  'ldap.decides': 'What the directory decides',
}

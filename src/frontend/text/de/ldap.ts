// Wörter der Seite, auf der ein Verzeichnis eingerichtet wird.

export const ldap = {
  'settings.ldap': 'Verzeichnis',
  'ldap.lead':
    'Leute melden sich mit Namen und Passwort aus dem Verzeichnis deiner Organisation an (LDAP, Active Directory). Ihr Konto hier entsteht, wenn sie zum ersten Mal kommen.',
  'ldap.where': 'Wo es ist',
  'ldap.search': 'Wie Leute gefunden werden',
  'ldap.more': 'Attribute, Geduld und Chiffren',
  'ldap.encryptionHint': 'Gelingt die Verschlüsselung nicht, wird gar nichts gesendet.',
  'ldap.inClear': 'Keine: alles im Klartext',
  'ldap.try': 'Ausprobieren',
  'ldap.tryLead':
    'Sucht jemanden mit den gespeicherten Einstellungen. Es braucht kein Passwort, und niemand wird angemeldet.',
  'ldap.look': 'Nachsehen',
  'ldap.account': 'Konto hier',
  'ldap.accountKnown': 'Hat dieselbe Adresse und wird geöffnet',
  'ldap.accountNew': 'Würde angelegt',
  'ldap.noMail': 'Keine, deshalb kommt diese Person nicht hinein',
  'ldap.groups': 'Gruppen',
  'ldap.noGroups': 'Keine',
  'ldap.groupHere': '– kommt hier in die Gruppe',
  'ldap.groupNotHere': '– keine Gruppe dieses Namens hier',
  'ldap.entry': 'Eintrag',
  'ldap.subject': 'Erkannt an',
  'ldap.decides': 'Was das Verzeichnis entscheidet',
}

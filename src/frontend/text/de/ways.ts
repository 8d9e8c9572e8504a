// Wörter der Zugänge neben E-Mail und Passwort, und warum sie zu sind.

export const ways = {
  'ways.title': 'Wie du dich anmeldest',
  'ways.password': 'E-Mail',
  'ways.user': 'Benutzername',
  'ways.userMissing': 'Gib deinen Benutzernamen ein.',
  'ways.wrong':
    'Der Benutzername oder das Passwort stimmt nicht. Prüfe beide und versuch es noch einmal.',
  'ways.away':
    'Das Verzeichnis antwortet nicht, wie es sollte. Versuch es später noch einmal oder sag deinem Admin Bescheid.',
  'ways.mail':
    'Dein Eintrag im Verzeichnis hat keine E-Mail-Adresse. Bitte deinen Admin, eine einzutragen.',
  'ways.off': 'Die Anmeldung mit dem Verzeichnis ist hier ausgeschaltet. Frag deinen Admin.',
  'ways.taken': 'Deine E-Mail-Adresse gehört hier schon jemandem. Frag deinen Admin.',
  'ways.domain': 'Adressen wie deine dürfen sich hier nicht anmelden. Frag deinen Admin.',
  'ways.signup':
    'Hier gibt es kein Konto für dich, und es darf keins entstehen. Frag deinen Admin.',
  'ways.unverified': 'Deine E-Mail-Adresse ist dort, wo du dich anmeldest, nicht bestätigt.',
  'ways.nobody':
    'Der Proxy vor diesem Server sagt nicht, wer du bist. Frag die Person, die ihn betreibt.',
  'ways.accounts':
    'Konten sind hier ausgeschaltet, obwohl es welche gibt; so kommt niemand hinein. Frag die Person, die den Server betreibt.',
  'ways.comingIn': 'Du wirst angemeldet …',
  'ways.failed': 'Du konntest nicht angemeldet werden',
  'ways.signedOut': 'Du bist abgemeldet',
  'ways.signedOutLead':
    'Melde dich auch bei deiner Organisation ab, wenn andere dieses Gerät benutzen.',
}

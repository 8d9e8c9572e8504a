// Wörter der Anmeldung über Anbieter: auf der Anmeldeseite, im eigenen Konto und für Admins.

export const provider = {
  'provider.or': 'oder',
  'provider.continue': 'Weiter mit {name}',
  'provider.leadAlone': 'Melde dich mit einem Konto an, das du anderswo hast.',
  'provider.trouble.state':
    'Diese Anmeldung hat zu lange gedauert, kam aus einem anderen Browser oder ist schon verbraucht. Versuch es noch einmal.',
  'provider.trouble.denied':
    'Der Anbieter hat dich nicht hereingelassen, oder du hast es dir dort anders überlegt.',
  'provider.trouble.unreachable':
    'Der Anbieter antwortet nicht. Versuch es gleich noch einmal oder sag deinem Admin Bescheid.',
  'provider.trouble.refused':
    'Was der Anbieter sagt, ließ sich nicht bestätigen; du bist nicht angemeldet. Sag deinem Admin Bescheid, wenn es so bleibt.',
  'provider.trouble.email':
    'Der Anbieter hat deine E-Mail-Adresse nicht genannt. Bitte deinen Admin, ihm das zu erlauben.',
  'provider.trouble.domain':
    'Adressen wie deine dürfen sich hier nicht anmelden. Frag deinen Admin.',
  'provider.trouble.signup':
    'Hier gibt es kein Konto für dich, und es darf keins entstehen. Frag deinen Admin.',
  'provider.trouble.taken':
    'Zu deiner E-Mail-Adresse gibt es hier schon ein Konto. Melde dich wie bisher an und verknüpfe den Anbieter unter Einstellungen, Konto.',
  'provider.trouble.unverified':
    'Der Anbieter hat deine E-Mail-Adresse nicht bestätigt. Bestätige sie dort und versuch es noch einmal.',
  'provider.trouble.elsewhere': 'Dieser Anbieter öffnet hier schon ein anderes Konto.',
  'provider.trouble.linked':
    'Mit deinem Konto ist schon eine andere Identität dieses Anbieters verknüpft. Löse sie zuerst.',
  'provider.trouble.session':
    'Deine Sitzung ist zu Ende. Melde dich an und verknüpfe den Anbieter noch einmal.',
  'provider.trouble.busy':
    'Zu viele Versuche in kurzer Zeit. Warte ein paar Minuten und versuch es noch einmal.',

  'provider.linked': 'Anmeldung über Anbieter',
  'provider.linkedHint': 'Konten anderswo, die dieses hier öffnen.',
  'provider.link': 'Verknüpfen',
  'provider.unlink': 'Lösen',
  'provider.linkOne': '{name} verknüpfen',
  'provider.unlinkOne': '{name} lösen',
  'provider.linkWhy':
    'Du gehst zu {name}, meldest dich dort an und kommst zurück. Von da an öffnet es dieses Konto.',
  'provider.unlinkWhy':
    '{name} öffnet dieses Konto dann nicht mehr. Offene Sitzungen bleiben offen.',
  'provider.used': 'Verknüpft am {since}, zuletzt benutzt am {when}.',
  'provider.last': 'Es ist der einzige Zugang zu deinem Konto.',
  'provider.notLinked': 'Nicht verknüpft.',
  'provider.isLinked': 'Der Anbieter ist mit deinem Konto verknüpft',
  'provider.isUnlinked': 'Der Anbieter ist nicht mehr mit deinem Konto verknüpft',
}

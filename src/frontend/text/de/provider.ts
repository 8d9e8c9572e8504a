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

  'settings.oauth': 'Anmeldung über Anbieter',
  'provider.lead':
    'Leute melden sich mit einem Konto an, das sie anderswo haben. Richte einen Anbieter ein, und sein Knopf steht auf der Anmeldeseite.',
  'provider.oidc': 'OpenID Connect',
  'provider.google': 'Google',
  'provider.microsoft': 'Microsoft',
  'provider.github': 'GitHub',
  'provider.setUp': 'Eingerichtet',
  'provider.notSetUp': 'Nicht eingerichtet',
  'provider.redirect': 'Rücksprungadresse',
  'provider.redirectHint': 'Trag sie beim Anbieter ein: Hierher schickt er die Leute zurück.',
  'provider.logout': 'Adresse für Back-Channel-Logout',
  'provider.logoutHint':
    'Trag auch sie dort ein; wer sich beim Anbieter abmeldet, ist dann hier sofort abgemeldet.',
  'provider.buttonName': 'Name auf dem Knopf',
  'provider.buttonNameHint': 'Was auf der Anmeldeseite steht.',
  'provider.address': 'Adresse',
  'provider.addressHint': 'Die Adresse des Anbieters oder die seines Discovery-Dokuments.',
  'provider.clientId': 'Client-ID',
  'provider.clientSecret': 'Client-Secret',
  'provider.tenant': 'Mandant',
  'provider.tenantHint': 'ID des Verzeichnisses, dessen Leute sich anmelden dürfen.',
  'provider.loginBase': 'Anmeldeadresse',
  'provider.site': 'Adresse',
  'provider.siteHint': 'Ein Enterprise-Server hat eine eigene.',
  'provider.scopes': 'Scopes',
  'provider.redirectOther': 'Andere Rücksprungadresse',
  'provider.redirectOtherHint': 'Nur wo der Anbieter eine andere als die obige bekommen muss.',
  'provider.more': 'Mehr Möglichkeiten',
  'provider.try': 'Testen',
  'provider.answers': 'Er antwortet und nennt sich {issuer}.',
  'provider.warnPlain': 'Er wird unverschlüsselt erreicht: nur in einem Netz, dem du traust.',
  'provider.warnUnsigned':
    'Er bietet keine Signatur, die sich prüfen lässt. Stell ihn dort auf RS256 oder ES256.',
  'provider.warnUserinfo':
    'Er hat kein Userinfo: Das ID-Token muss Namen und E-Mail-Adresse enthalten.',
  'provider.warnOther': 'Er warnt vor etwas, das diese Seite nicht kennt.',
  'provider.remove': 'Entfernen',
  'provider.removeOne': '{name} entfernen',
  'provider.removeWhy':
    'Client-ID und Secret von {name} gehen. Wer nur darüber hereinkommt, kann sich nicht mehr anmelden.',
  'provider.rules': 'Wer hereindarf',
  'provider.mapping': 'Rollen und Gruppen',
  'provider.mappingLead': 'Was der Anbieter sagt, entscheidet hier bei jeder Anmeldung.',
  'provider.claims': 'Was übernommen wird',
  'provider.claimsLead':
    'Die Namen der Felder, in denen der Anbieter sagt, wer jemand ist. Punkte führen in Objekte hinein.',
}

// Words about what opens an account: second factor, passkeys, devices, API keys.
import type { security as source } from '../en/security'

export const security: Record<keyof typeof source, string> = {
  'settings.security': 'Sicherheit',
  'settings.sessions': 'Geräte',
  'settings.apiKeys': 'API-Schlüssel',

  'step.title': 'Noch ein Schritt',
  'step.lead':
    'Gib den sechsstelligen Code ein, den deine Authenticator-App für diesen Server zeigt.',
  'step.leadRecovery':
    'Gib einen der Wiederherstellungscodes ein, die du beim Einrichten der App aufbewahrt hast. Jeder gilt einmal.',
  'step.code': 'Code',
  'step.recoveryCode': 'Wiederherstellungscode',
  'step.missing': 'Gib den Code ein.',
  'step.go': 'Weiter',
  'step.useRecovery': 'Wiederherstellungscode verwenden',
  'step.useApp': 'App verwenden',
  'step.usePasskey': 'Passkey verwenden',
  'step.back': 'Zurück zur Anmeldung',
  'step.passkey': 'Mit einem Passkey anmelden',

  'reason.code': 'Dieser Code stimmt nicht oder wurde schon verwendet. Versuche den nächsten.',
  'reason.late': 'Das hat zu lange gedauert oder wurde zu oft versucht. Beginne von vorn.',
  'reason.ownPassword': 'Das ist nicht dein Passwort.',
  'reason.passkey': 'Dieser Passkey öffnet hier kein Konto. Versuche einen anderen Weg.',
  'reason.passkeyHere':
    'Unter dieser Adresse funktionieren Passkeys nicht. Öffne die Seite unter ihrem üblichen Namen.',
  'reason.passkeyMade': 'Der Passkey konnte nicht angelegt werden. Versuche es noch einmal.',
  'reason.passkeyKnown': 'Dieser Passkey gehört hier schon zu einem Konto.',
  'reason.passkeyNone':
    'Es wurde kein Passkey verwendet. Versuche es noch einmal oder wähle einen anderen Weg.',
  'reason.passwordShort': 'Dieses Passwort ist zu kurz. Nimm mindestens 8 Zeichen.',
  'reason.passwordCommon':
    'Dieses Passwort benutzen so viele, dass es unter den ersten ist, die geraten werden. Wähle ein anderes.',
  'reason.passwordOwn': 'Das ist dein eigener Name oder deine Adresse. Wähle ein anderes Passwort.',

  'owed.title': 'Zweiten Faktor einrichten',
  'owed.lead':
    'Dieser Server verlangt von dir neben dem Passwort einen zweiten Faktor. Du brauchst eine Authenticator-App auf dem Telefon oder Computer.',

  'security.lead': 'Was es braucht, um sich als du anzumelden.',
  'security.app': 'Authenticator-App',
  'security.appHint':
    'Nach dem Passwort fragt die Anmeldung nach einem Code, den eine App auf deinem Telefon zeigt.',
  'security.appOn': 'Eingeschaltet seit {when}.',
  'security.appAsked': 'Dein Admin verlangt sie.',
  'security.setUp': 'Einrichten',
  'security.replace': 'Ersetzen',
  'security.turnOff': 'Ausschalten',
  'security.turnOffTitle': 'Authenticator-App ausschalten',
  'security.turnOffText':
    'Dein Passwort allein öffnet dann wieder dein Konto, und die Wiederherstellungscodes gelten nicht mehr.',
  'security.isOff': 'Der zweite Faktor ist aus',
  'security.codes': 'Wiederherstellungscodes',
  'security.codesHint':
    '{count, plural, =0 {Keiner mehr übrig. Mache neue, sonst sperrt dich ein verlorenes Telefon aus.} one {Noch # Code. Jeder lässt dich einmal ohne die App hinein.} other {Noch # Codes. Jeder lässt dich einmal ohne die App hinein.}}',
  'security.newCodes': 'Neue erstellen',
  'security.newCodesTitle': 'Neue Wiederherstellungscodes erstellen',
  'security.newCodesText': 'Die Codes, die du jetzt hast, gelten dann nicht mehr.',
  'security.changeFailed': 'Der zweite Faktor konnte nicht geändert werden',
  'security.loadFailed': 'Deine Sicherheitseinstellungen konnten nicht geladen werden',

  'security.password': 'Dein Passwort',
  'security.passwordWhy': 'Es wird noch einmal gefragt, weil jemand anderes hier sitzen könnte.',
  'security.signInAgain':
    'Melde dich erst ab und wieder an: Diese Änderung verlangt eine Anmeldung in den letzten zehn Minuten.',
  'security.continue': 'Weiter',

  'app.title': 'Authenticator-App einrichten',
  'app.scan':
    'Scanne dieses Bild mit deiner App, etwa Aegis, 2FAS, Google Authenticator oder einem Passwortmanager.',
  'app.picture': 'Bild für die Authenticator-App',
  'app.byHand': 'Oder gib diesen Schlüssel von Hand ein',
  'app.key': 'Schlüssel',
  'app.code': 'Code, den die App jetzt zeigt',
  'app.confirm': 'Einschalten',
  'app.keepTitle': 'Bewahre deine Wiederherstellungscodes auf',
  'app.keep':
    'Jeder davon lässt dich einmal hinein, wenn du dein Telefon verlierst. Sie werden nur jetzt gezeigt: Bewahre sie bei deinen Passwörtern auf.',
  'app.download': 'Herunterladen',
  'app.kept': 'Ich habe sie aufbewahrt',
  'app.fileName': 'wiederherstellungscodes.txt',
  'app.fileHead': 'Wiederherstellungscodes von {email} bei {house}, jeder gut für eine Anmeldung:',

  'passkeys.title': 'Passkeys',
  'passkeys.hint':
    'Melde dich mit Fingerabdruck, Gesicht oder Sicherheitsschlüssel statt mit einem Passwort an. Ein Passkey ist zwei Faktoren auf einmal.',
  'passkeys.unsupported':
    'Dieser Browser hat hier keine Passkeys: Sie brauchen eine sichere Adresse (https).',
  'passkeys.add': 'Passkey hinzufügen',
  'passkeys.name': 'Name',
  'passkeys.nameHint': 'Damit du ihn wiedererkennst, etwa „Arbeitslaptop“.',
  'passkeys.nameOf': 'Neuer Name von „{name}“',
  'passkeys.rename': '„{name}“ umbenennen',
  'passkeys.remove': '„{name}“ entfernen',
  'passkeys.removeText':
    'Er öffnet dein Konto nicht mehr. In deinem Browser oder Gerät bleibt er, bis du ihn dort löschst.',
  'passkeys.added': 'Hinzugefügt am {when}',
  'passkeys.used': 'Hinzugefügt am {when}, zuletzt verwendet am {used}',
  'passkeys.failed': 'Der Passkey konnte nicht geändert werden',
  'passkeys.drop': 'Entfernen',

  'sessions.lead':
    'Wo du angemeldet bist. Beende, was du nicht kennst, und ändere dann dein Passwort.',
  'sessions.list': 'Geräte',
  'sessions.listHint':
    'Jeder Browser und jedes Programm, das als du angemeldet ist; jedes davon lässt sich beenden.',
  'sessions.on': '{browser} auf {system}',
  'sessions.unknown': 'Unbekanntes Gerät',
  'sessions.this': 'Dieses Gerät',
  'sessions.when': 'Angemeldet am {created}, zuletzt verwendet am {used}',
  'sessions.way.password': 'mit Passwort',
  'sessions.way.passkey': 'mit Passkey',
  'sessions.way.ldap': 'über das Verzeichnis',
  'sessions.way.header': 'über den Proxy',
  'sessions.way.none': 'ohne Konto',
  'sessions.way.other': 'über {way}',
  'sessions.end': 'Beenden',
  'sessions.endOne': 'Sitzung von {device} beenden',
  'sessions.endOthers': 'Alle anderen beenden',
  'sessions.endOthersTitle': 'Alle anderen Sitzungen beenden',
  'sessions.endOthersText':
    'Jeder andere Browser und jedes Programm muss sich neu anmelden. API-Schlüssel gelten weiter.',
  'sessions.ended':
    '{count, plural, =0 {Keine Sitzung beendet} one {# Sitzung beendet} other {# Sitzungen beendet}}',
  'sessions.endFailed': 'Die Sitzung konnte nicht beendet werden',
  'sessions.loadFailed': 'Die Geräte konnten nicht geladen werden',
  'sessions.none': 'Nirgends angemeldet.',

  'person.security': 'Anmeldung von {name}',
  'person.endAll': 'Alle Sitzungen beenden',
  'person.endAllText': '{name} muss sich überall neu anmelden. API-Schlüssel gelten weiter.',
  'person.factorOn': 'Authenticator-App: an',
  'person.factorOff': 'Authenticator-App: aus',
  'person.passkeys': '{count, plural, =0 {keine Passkeys} one {# Passkey} other {# Passkeys}}',
  'person.resetFactor': 'Zweiten Faktor wegnehmen',
  'person.resetFactorText':
    'App, Wiederherstellungscodes und Passkeys von {name} gelten nicht mehr, und das Passwort allein öffnet das Konto. Tu das nur, wenn du weißt, dass {name} selbst darum bittet.',
  'person.factorGone': 'Der zweite Faktor ist weg',

  'keys.lead': 'Lass andere Werkzeuge sich als du anmelden. Ein Schlüssel ist wie ein Passwort.',
  'keys.list': 'Deine Schlüssel',
  'keys.listHint': 'Was jeder Schlüssel darf, bis wann, und wann er zuletzt verwendet wurde.',
  'keys.new': 'Neuer Schlüssel',
  'keys.newHint': 'Für ein Programm oder Skript, das als du mit diesem Server spricht.',
  'keys.scope': 'Was er darf',
  'keys.scope.all': 'Alles, was ich darf',
  'keys.scope.read': 'Nur lesen',
  'keys.scope.completions': 'Nur Modelle fragen',
  'keys.scope.models': 'Nur Modelle auflisten',
  'keys.scopeHint.all':
    'Alles außer deinen Schlüsseln, Passwort, zweitem Faktor und Geräten, die kein Schlüssel ändern kann.',
  'keys.scopeHint.read': 'Liest deine Chats, Dateien und Einstellungen und ändert nichts.',
  'keys.scopeHint.completions':
    'Richtig für die meisten Werkzeuge, die mit OpenAI oder Ollama sprechen.',
  'keys.scopeHint.models': 'Sieht, welche Modelle es gibt, und fragt keines.',
  'keys.models': 'Modelle',
  'keys.allModels': 'Alle, die ich nutzen darf',
  'keys.someModels': 'Nur diese',
  'keys.modelsMissing': 'Wähle mindestens ein Modell.',
  'keys.someOnly': '{count, plural, one {# Modell} other {# Modelle}}',
  'keys.expires': 'Endet',
  'keys.never': 'Nie',
  'keys.days': '{count, plural, one {Nach # Tag} other {Nach # Tagen}}',
  'keys.year': 'Nach einem Jahr',
  'keys.until': 'bis {when}',
  'keys.over': 'abgelaufen am {when}',
  'keys.off': 'Dein Admin hat API-Schlüssel ausgeschaltet: Keiner davon öffnet jetzt etwas.',
  'keys.none': 'Noch keine Schlüssel',
  'keys.noneText':
    'Mache für jedes Werkzeug einen, damit du einen zurücknehmen kannst, ohne die anderen zu ändern.',
}

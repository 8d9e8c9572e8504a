// Messages of the settings pages.
import type { settings as source } from '../en/settings'

export const settings: Record<keyof typeof source, string> = {
  'settings.title': 'Einstellungen',
  'settings.pages': 'Seiten der Einstellungen',
  'settings.house': 'Für alle',
  'settings.search': 'Einstellung suchen',
  'settings.foundNothing': 'Keine Einstellung gefunden. Versuche andere Wörter.',
  'settings.default': 'Standard: {value}.',
  'settings.on': 'an',
  'settings.off': 'aus',
  'settings.saveFailed': 'Das konnte nicht gespeichert werden',
  'settings.loadFailed': 'Diese Einstellungen konnten nicht geladen werden',
  'settings.account': 'Konto',
  'settings.appearance': 'Darstellung',
  'settings.data': 'Deine Daten',
  'settings.connections': 'Verbindungen',
  'settings.models': 'Modelle',
  'settings.people': 'Personen',
  'settings.general': 'Allgemein',

  'role.pending': 'Wartet',
  'role.user': 'Benutzer',
  'role.admin': 'Admin',

  'account.lead': 'Du bist als {email} angemeldet.',
  'account.picture': 'Bild',
  'account.pictureHint':
    'Steht neben deinem Namen. Wird quadratisch zugeschnitten und bleibt auf diesem Server.',
  'account.choosePicture': 'Auswählen …',
  'account.removePicture': 'Entfernen',
  'account.pictureUnreadable':
    'Diese Datei ist kein lesbares Bild. Versuche es mit einem PNG oder JPEG.',
  'account.name': 'Name',
  'account.nameHint': 'Was andere hier sehen.',
  'account.saveFailed': 'Dein Profil konnte nicht gespeichert werden',
  'account.password': 'Passwort',
  'account.passwordHint': 'Eine Änderung beendet deine Sitzungen auf anderen Geräten.',
  'account.passwordNow': 'Jetziges Passwort',
  'account.passwordNew': 'Neues Passwort',
  'account.passwordSaved': 'Dein Passwort ist geändert',
  'account.changePassword': 'Passwort ändern',
  'account.apiKey': 'API-Schlüssel',
  'account.apiKeyOnce': 'Kopiere den Schlüssel jetzt: Er wird nur dieses eine Mal gezeigt.',
  'account.apiKeyFailed': 'Der Schlüssel konnte nicht geändert werden',
  'account.keyName': 'Name des neuen Schlüssels',
  'account.keyNameHint': 'Wofür er ist',
  'account.keyUsed': 'Zuletzt benutzt {when}',
  'account.keyUnused': 'Nie benutzt',
  'account.makeKey': 'Schlüssel anlegen',
  'account.dropKey': 'Schlüssel „{name}“ löschen',
  'account.keyGoes': 'Programme mit diesem Schlüssel können sich nicht mehr anmelden.',
  'account.session': 'Dieses Gerät',
  'account.sessionHint':
    'Beendet deine Sitzung in diesem Browser. Deine Chats bleiben auf dem Server.',

  'appearance.themeHint': 'Farben der Seite, in diesem Browser.',
  'appearance.language': 'Sprache',
  'appearance.languageHint':
    'Sprache der Seite, in diesem Browser. Antworten richten sich nach deinen Nachrichten.',
  'appearance.languageFailed': 'Die Sprache konnte nicht geladen werden',
  'appearance.asBrowser': 'Wie der Browser',
  'appearance.enter': 'Eingabetaste sendet die Nachricht',
  'appearance.enterHint':
    'An: Die Eingabetaste sendet, mit Umschalt beginnt sie eine Zeile. Aus: Sie beginnt eine Zeile, mit Strg oder ⌘ sendet sie.',
  'appearance.motion': 'Bewegung',
  'appearance.motionHint':
    'Richtet sich nach deinem System: Verringere die Bewegung dort, und die Seite hält still.',
  'appearance.motionFull': 'Voll',
  'appearance.motionLess': 'Verringert',

  'data.lead': 'Was du schreibst, gehört dir.',
  'data.export': 'Alle Chats exportieren',
  'data.exportHint': 'Eine JSON-Datei mit jedem Chat, auch den archivierten.',
  'data.exportAction': 'Exportieren',
  'data.exportFailed': 'Die Chats konnten nicht exportiert werden',
  'data.import': 'Chats importieren',
  'data.importHint':
    'Nimmt eine hier, aus Open WebUI oder aus ChatGPT (conversations.json) exportierte Datei.',
  'data.importAction': 'Datei wählen …',
  'data.importing': '{done, number} von {total, number} Chats',
  'data.imported': '{count, plural, one {# Chat importiert} other {# Chats importiert}}',
  'data.importFailed':
    '{count, plural, =0 {Kein Chat wurde importiert} one {Nach # Chat abgebrochen} other {Nach # Chats abgebrochen}}',
  'data.importUnreadable':
    'Diese Datei enthält keine lesbaren Chats. Wähle eine JSON-Datei von hier, aus Open WebUI oder aus ChatGPT.',
  'data.archiveAll': 'Alle Chats archivieren',
  'data.archiveAllHint':
    'Leert die Seitenleiste. Jeder Chat lässt sich aus dem Archiv zurückholen.',
  'data.archiveAllTitle': 'Alle Chats archivieren',
  'data.archiveAction': 'Alle archivieren',
  'data.archivedAll': 'Alle Chats sind jetzt im Archiv',
  'data.deleteAll': 'Alle Chats löschen',
  'data.deleteAllHint': 'Löscht jeden deiner Chats endgültig, auch die archivierten.',
  'data.deleteAllTitle': 'Alle deine Chats löschen',
  'data.deleteAllText':
    'Alle deine Chats samt Nachrichten verschwinden, auch angeheftete und archivierte. Das lässt sich nicht rückgängig machen.',
  'data.deleteAction': 'Alle löschen',
  'data.deleteWord': 'löschen',
  'data.deletedAll': 'Alle deine Chats sind gelöscht',

  'people.lead':
    'Alle, die hier ein Konto haben. Lass herein, wer wartet, und entscheide, wer Admin ist.',
  'people.roles': 'Rollen',
  'people.roleOf': 'Rolle von {name}',
  'people.seen': '{email}, zuletzt gesehen {when}',
  'people.letIn': 'Hereinlassen',
  'people.roleFailed': 'Die Rolle konnte nicht geändert werden',

  'models.lead':
    'Admins sehen jedes Modell. Andere sehen eines, sobald es für alle, für eine ihrer Gruppen oder für sie selbst offen ist.',
  'models.everyone': 'Für alle',
  'models.access': 'Wer {name} nutzen darf',
  'models.accessText':
    'Admins dürfen jedes Modell nutzen. Wähle, wer noch darf; jede Wahl gilt sofort.',
  'models.openToAll': 'Alle dürfen es nutzen. Schalte das ab, um Gruppen und Personen zu wählen.',
  'models.groups': '{count, plural, one {# Gruppe} other {# Gruppen}}',
  'models.filter': 'Modell suchen',
  'models.emptyTitle': 'Noch keine Modelle',
  'models.emptyText':
    'Modelle kommen aus Verbindungen. Lege eine an, und ihre Modelle erscheinen hier.',
}

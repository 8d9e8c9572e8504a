// Words used everywhere, and what is said when something fails.
import type { common as source } from '../en/common'

export const common: Record<keyof typeof source, string> = {
  'common.cancel': 'Abbrechen',
  'common.close': 'Schließen',
  'common.save': 'Speichern',
  'common.saved': 'Gespeichert',
  'common.delete': 'Löschen',
  'common.undo': 'Rückgängig',
  'common.retry': 'Erneut versuchen',
  'common.copy': 'Kopieren',
  'common.copied': 'Kopiert',
  'common.loading': 'Wird geladen',
  'common.notices': 'Hinweise',
  'common.errorDetails': 'Angaben für den Support',
  'common.requestId': 'Anfrage {id}',
  'common.typeWord': 'Zum Fortfahren „{word}“ eingeben',
  'error.unknown':
    'Etwas Unerwartetes ist passiert. Versuche es erneut; hilft das nicht, lade die Seite neu.',
  'error.unreachable':
    'Der Server ist nicht erreichbar. Prüfe deine Verbindung und versuche es dann erneut.',
  'error.tooLarge': 'Das ist größer, als der Server annimmt. Versuche es mit etwas Kleinerem.',
  'error.tooMany': 'Zu viele Versuche in kurzer Zeit. Warte etwas und versuche es dann erneut.',
  'error.diskFull':
    'Der Server kann nicht auf seine Festplatte schreiben. Wende dich an die Person, die ihn betreibt.',
  'error.notAllowed': 'Das darfst du nicht. Frage einen Admin, wenn du es dürfen solltest.',
  'error.server': 'Das hat der Server nicht geschafft. Versuche es gleich noch einmal.',
}

// Was der Server über Adressen und Dateien sagt.

import type { told as en } from '../en/told'

export const told: Record<keyof typeof en, string> = {
  'told.nothing': 'Unter dieser Adresse antwortet nichts.',
  'told.noName': 'Der Name des Servers ist nicht bekannt.',
  'told.certificate': 'Dem Zertifikat des Servers wird nicht vertraut.',
  'told.closed': 'Der Server hat die Verbindung ohne Antwort geschlossen.',
  'told.notWeb': 'Der Server antwortet nicht wie ein Webserver.',
  'told.notReached': 'Die Adresse ließ sich nicht erreichen.',
  'told.notCalled': 'Hearth ruft diese Adresse nicht auf.',
  'told.redirects': 'Die Adresse leitet zu oft weiter.',
  'told.cut': 'Die Antwort brach ab.',
  'told.damaged':
    '{what} ist beschädigt oder unvollständig. Öffne sie in ihrem eigenen Programm, speichere sie neu und lade das hoch.',
  'told.locked':
    '{what} ist mit einem Passwort gesperrt. Speichere eine Kopie ohne Passwort und lade die hoch.',
  'told.pictures':
    'Diese PDF-Datei enthält Bilder von Seiten und keinen Text. Lass zuerst eine Texterkennung (OCR) darüber laufen, oder bitte einen Admin, Bilder von einem Modell lesen zu lassen.',
  'told.noPictures':
    'Bilder werden hier nicht gelesen. Bitte einen Admin, sie von einem Modell lesen zu lassen.',
  'told.empty': 'Die Datei ist leer.',
  'told.noText': 'Es ist kein Text darin.',
  'told.large': 'Sie ist größer als {most}. Mach sie kleiner.',
  'told.long': 'Ihr Text ist zu lang. Teile sie und lade die Teile hoch.',
  'told.unpacks':
    'Ausgepackt ist sie größer als {most}, darum wird sie nicht gelesen. Ist sie ehrlich, kann ein Admin mehr erlauben.',
  'told.late':
    'Sie zu lesen dauerte länger als {seconds} Sekunden. Teile sie und lade die Teile hoch, oder bitte einen Admin um mehr Zeit.',
  'told.memory':
    'Sie zu lesen brauchte mehr als {memory} MB Speicher. Teile sie und lade die Teile hoch, oder bitte einen Admin um mehr.',
  'told.archive': 'Das ist ein Archiv. Packe es aus und lade die Dateien hoch, die darin sind.',
  'told.kind': 'Dateien dieser Art können nicht gelesen werden.',
  'told.kindOf': 'Dateien dieser Art{kind} können nicht gelesen werden. Lesbar sind: {readable}.',
  'told.broke':
    'Das Lesen ist gescheitert: Das Dokument hat seinen Leser zerbrochen. Öffne es in seinem eigenen Programm, speichere es neu und lade das hoch.',
  'told.gone': 'Der Inhalt dieser Datei liegt nicht mehr im Speicher.',
  'told.thePdf': 'Die PDF-Datei',
  'told.theFile': 'Die Datei',
  'told.theSpreadsheet': 'Die Tabelle',
  'told.thePresentation': 'Die Präsentation',
  'told.theBook': 'Die Buchdatei',
  'told.theArchive': 'Die Archivdatei',
  'told.theDocument': 'Die Dokumentdatei',
}

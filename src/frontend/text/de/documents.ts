// Wörter der Dokumente: eines ansehen, welche anhängen, Quellen von Antworten.

export const documents = {
  'viewer.page': 'Seite {number}',
  'viewer.slide': 'Folie {number}',
  'viewer.sheet': 'Blatt {number}',
  'viewer.chapter': 'Kapitel {number}',
  'viewer.pages': 'Seiten',
  'viewer.words': 'Der Text des Dokuments',
  'viewer.previous': 'Vorige Seite',
  'viewer.next': 'Nächste Seite',
  'viewer.pageNumber': 'Seitenzahl',
  'viewer.ofPages': 'von {count}',
  'viewer.smaller': 'Kleiner',
  'viewer.larger': 'Größer',
  'viewer.zoom': '{zoom, number, percent}',
  'viewer.quoted': 'Die verwendete Stelle',
  'viewer.failed': 'Das Dokument ließ sich nicht öffnen.',
  'viewer.pdf.failed':
    'Dieses PDF ließ sich nicht öffnen. Lade es herunter, um es in einem anderen Programm anzusehen.',
  'viewer.noWords': 'In diesem Dokument steht kein Text.',
}

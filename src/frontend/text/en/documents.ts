// Words of documents: looking at one, attaching some, sources of answers.

export const documents = {
  'viewer.page': 'Page {number}',
  'viewer.slide': 'Slide {number}',
  'viewer.sheet': 'Sheet {number}',
  'viewer.chapter': 'Chapter {number}',
  'viewer.pages': 'Pages',
  'viewer.words': 'The words of the document',
  'viewer.previous': 'Previous page',
  'viewer.next': 'Next page',
  'viewer.pageNumber': 'Page number',
  'viewer.ofPages': 'of {count}',
  'viewer.smaller': 'Smaller',
  'viewer.larger': 'Larger',
  'viewer.zoom': '{zoom, number, percent}',
  'viewer.quoted': 'The passage that was used',
  'viewer.failed': 'The document could not be opened.',
  'viewer.pdf.failed': 'This PDF could not be opened. Download it to see it in another program.',
  'viewer.noWords': 'There are no words in this document.',
}

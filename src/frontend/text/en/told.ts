// What the server says in English about addresses and files, word by word: told.ts finds it by these.

export const told = {
  'told.nothing': 'Nothing answers at this address.',
  'told.noName': 'The name of the server is not known.',
  'told.certificate': "The server's certificate is not trusted.",
  'told.closed': 'The server closed the connection without an answer.',
  'told.notWeb': 'The server does not answer as a web server does.',
  'told.notReached': 'The address could not be reached.',
  'told.notCalled': 'Hearth does not call this address.',
  'told.redirects': 'The address redirects too often.',
  'told.cut': 'The answer was cut off.',
  'told.damaged':
    '{what} is damaged or incomplete. Open it in its own program, save it anew and upload that.',
  'told.locked': '{what} is locked with a password. Save a copy without one and upload that.',
  'told.pictures':
    'This PDF holds pictures of pages and no text. Run it through text recognition (OCR) first, or ask an admin to have a model read pictures.',
  'told.noPictures': 'Pictures are not read here. Ask an admin to have a model read them.',
  'told.empty': 'The file is empty.',
  'told.noText': 'There is no text in it.',
  'told.large': 'It is larger than {most}. Make it smaller.',
  'told.long': 'Its text is too long. Divide it and upload the parts.',
  'told.unpacks':
    'It unpacks to more than {most}, so it is not read. If it is honest, an admin can allow more.',
  'told.late':
    'Reading it took longer than {seconds} seconds. Divide it and upload the parts, or ask an admin to allow more time.',
  'told.memory':
    'Reading it took more than {memory} MB of memory. Divide it and upload the parts, or ask an admin to allow more.',
  'told.archive': 'This is an archive. Unpack it and upload the files that are in it.',
  'told.kind': 'This kind of file cannot be read.',
  'told.kindOf': 'This kind of file{kind} cannot be read. What can be: {readable}.',
  'told.broke':
    'Reading it failed: the document broke its reader. Open it in its own program, save it anew and upload that.',
  'told.gone': 'The bytes of this file are not in the store any more.',
  'told.thePdf': 'The PDF',
  'told.theFile': 'The file',
  'told.theSpreadsheet': 'The spreadsheet',
  'told.thePresentation': 'The presentation',
  'told.theBook': 'The book',
  'told.theArchive': 'The archive',
  'told.theDocument': 'The document',
}

// Word, PowerPoint, Excel, OpenDocument and books: their words in the order in which people read them.
import { expect, test } from 'bun:test'
import {
  docx,
  openDocument,
  pagesOf,
  paragraph,
  reading,
  relations,
  words,
  xlsx,
  zip,
} from './made'

test('a Word document gives paragraphs, rows of tables and notes, and nothing that was struck out', async () => {
  const table =
    '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>High</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>08:15</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
  const struck =
    '<w:p><w:del><w:r><w:t>wrong</w:t></w:r></w:del><w:r><w:t>A&amp;B</w:t></w:r></w:p>'
  const file = docx(paragraph('The tides') + struck + table, {
    'word/_rels/document.xml.rels': relations(['n1', 'footnotes', 'footnotes.xml']),
    'word/footnotes.xml': `<w:footnotes>${paragraph('Of the harbour')}</w:footnotes>`,
  })
  const { content, meta, unit, pages } = await reading('tides.docx', file)
  expect(content.trim()).toBe('The tides\n\nA&B\n\nHigh\t08:15\n\nOf the harbour')
  expect({ meta, unit, pages }).toEqual({
    meta: { title: 'Tides', author: 'Ada' },
    unit: null,
    pages: [],
  })
})

test('a presentation is read slide by slide in the order of the show, with its notes', async () => {
  const slide = (text: string) =>
    `<p:sld><p:sp><a:p><a:r><a:t>${text}</a:t></a:r><a:fld type="slidenum"><a:t>7</a:t></a:fld></a:p></p:sp></p:sld>`
  const file = zip({
    '_rels/.rels': relations(['r1', 'officeDocument', 'ppt/presentation.xml']),
    'ppt/presentation.xml':
      '<p:presentation><p:sldIdLst><p:sldId id="257" r:id="b"/><p:sldId id="256" r:id="a"/></p:sldIdLst></p:presentation>',
    'ppt/_rels/presentation.xml.rels': relations(
      ['a', 'slide', 'slides/slide1.xml'],
      ['b', 'slide', 'slides/slide2.xml'],
    ),
    'ppt/slides/slide1.xml': slide('Second'),
    'ppt/slides/slide2.xml': slide('First'),
    'ppt/slides/_rels/slide2.xml.rels': relations(['n', 'notesSlide', '../notes/n1.xml']),
    'ppt/notes/n1.xml': slide('Wait for silence'),
  })
  const show = await reading('show.pptx', file)
  expect(show.unit).toBe('slide')
  expect(pagesOf(show)).toEqual(['First\n\nWait for silence', 'Second'])
})

test('a workbook gives each cell beside its column, dates as dates, a sheet a part', async () => {
  const file = xlsx(
    {
      Boats:
        '<row><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Built</t></is></c></row>' +
        '<row><c r="A2" t="s"><v>1</v></c><c r="B2" s="1"><v>45292</v></c></row>',
      Empty: '',
      Sums: '<row><c r="A1"><v>12.5</v></c><c r="C1" t="b"><v>1</v></c></row>',
    },
    {
      shared: '<si><t>Name</t></si><si><r><t>Pha</t></r><r><t>ros</t></r><rPh><t>x</t></rPh></si>',
      styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
    },
  )
  const book = await reading('boats.xlsx', file)
  expect(book.unit).toBe('sheet')
  expect(pagesOf(book)).toEqual([
    'Boats\n\nName: Pharos\nBuilt: 2024-01-01',
    'Empty',
    'Sums\n12.5\tTRUE',
  ])
})

test('OpenDocument texts, sheets and slides', async () => {
  const text = '<text:h>Tides</text:h><text:p>High<text:s text:c="2"/>water<text:tab/>8</text:p>'
  expect((await words('a.odt', openDocument('text', text))).trim()).toBe('Tides\n\nHigh  water\t8')
  const cell = (value: string) => `<table:table-cell><text:p>${value}</text:p></table:table-cell>`
  const sheet = await reading(
    'a.ods',
    openDocument(
      'spreadsheet',
      `<table:table table:name="Boats"><table:table-row>${cell('Name')}${cell('Port')}</table:table-row>
       <table:table-row>${cell('Argo')}${cell('Iolcus')}<table:table-cell table:number-columns-repeated="16000"/></table:table-row></table:table>`,
    ),
  )
  expect(pagesOf(sheet)).toEqual(['Boats\n\nName: Argo\nPort: Iolcus'])
  const slides =
    '<draw:page><text:p>One</text:p></draw:page><draw:page><text:p>Two</text:p></draw:page>'
  expect(pagesOf(await reading('a.odp', openDocument('presentation', slides)))).toEqual([
    'One',
    'Two',
  ])
})

test('a book is read chapter by chapter along its spine', async () => {
  const file = zip({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': '<container><rootfile full-path="OEBPS/book.opf"/></container>',
    'OEBPS/book.opf':
      '<package><metadata><dc:title>Pharos</dc:title></metadata><manifest><item id="b" href="ch%202.xhtml"/><item id="a" href="ch1.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
    'OEBPS/ch1.xhtml': '<html><body><h1>One</h1><p>Light.</p></body></html>',
    'OEBPS/ch 2.xhtml': '<html><body><p>Dark.</p></body></html>',
  })
  const book = await reading('book.epub', file)
  expect(book).toMatchObject({ unit: 'chapter', meta: { title: 'Pharos' } })
  expect(pagesOf(book)).toEqual(['One\n\nLight.', 'Dark.'])
})

test('a document is known by what is in it, whatever it is called', async () => {
  expect((await words('letter.txt', docx(paragraph('In Word')))).trim()).toBe('In Word')
})

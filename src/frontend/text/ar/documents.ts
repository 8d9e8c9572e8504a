// كلمات المستندات: عرضها وإرفاقها ومصادر الإجابات.

export const documents = {
  'viewer.page': 'الصفحة {number}',
  'viewer.slide': 'الشريحة {number}',
  'viewer.sheet': 'الورقة {number}',
  'viewer.chapter': 'الفصل {number}',
  'viewer.pages': 'الصفحات',
  'viewer.words': 'نص المستند',
  'viewer.previous': 'الصفحة السابقة',
  'viewer.next': 'الصفحة التالية',
  'viewer.pageNumber': 'رقم الصفحة',
  'viewer.ofPages': 'من {count}',
  'viewer.smaller': 'تصغير',
  'viewer.larger': 'تكبير',
  'viewer.zoom': '{zoom, number, percent}',
  'viewer.quoted': 'المقطع المستخدم',
  'viewer.failed': 'تعذّر فتح المستند.',
  'viewer.pdf.failed': 'تعذّر فتح ملف PDF هذا. نزّله لعرضه في برنامج آخر.',
  'viewer.noWords': 'لا يوجد نص في هذا المستند.',
}

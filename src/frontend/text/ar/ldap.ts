// كلمات الصفحة التي يُعدّ فيها الدليل.

export const ldap = {
  'settings.ldap': 'الدليل',
  'ldap.lead':
    'يسجّل الناس الدخول باسمهم وكلمة مرورهم في دليل مؤسستك (LDAP أو Active Directory). يُنشأ حسابهم هنا عند أول دخول.',
  'ldap.where': 'أين هو',
  'ldap.search': 'كيف يُعثر على الناس',
  'ldap.more': 'السمات والمهلة والشيفرات',
  'ldap.encryptionHint': 'إن فشل التشفير فلا يُرسل شيء.',
  'ldap.inClear': 'بلا تشفير: كل شيء مكشوف',
  'ldap.try': 'جرّبه',
  'ldap.tryLead': 'يبحث عن شخص بالإعدادات المحفوظة. لا حاجة إلى كلمة مرور ولا يُسجَّل دخول أحد.',
  'ldap.look': 'ابحث',
  'ldap.account': 'الحساب هنا',
  'ldap.accountKnown': 'له العنوان نفسه وسيُفتح',
  'ldap.accountNew': 'سيُنشأ',
  'ldap.noMail': 'لا يوجد، فلا يستطيع هذا الشخص الدخول',
  'ldap.groups': 'المجموعات',
  'ldap.noGroups': 'لا شيء',
  'ldap.groupHere': '– ينضم إلى المجموعة هنا',
  'ldap.groupNotHere': '– لا مجموعة بهذا الاسم هنا',
  'ldap.entry': 'السجل',
  'ldap.subject': 'يُعرف بـ',
  'ldap.decides': 'ما يقرره الدليل',
}

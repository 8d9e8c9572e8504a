// كلمات الدخول عبر المزوّدين: في صفحة الدخول وفي الحساب وللمشرفين.

export const provider = {
  'provider.or': 'أو',
  'provider.continue': 'المتابعة باستخدام {name}',
  'provider.leadAlone': 'سجّل الدخول بحساب لديك في مكان آخر.',
  'provider.trouble.state':
    'استغرق هذا الدخول وقتًا طويلًا، أو بدأ في متصفح آخر، أو استُعمل من قبل. أعد المحاولة.',
  'provider.trouble.denied': 'لم يسمح لك المزوّد بالدخول، أو غيّرت رأيك هناك.',
  'provider.trouble.unreachable': 'المزوّد لا يجيب. أعد المحاولة بعد لحظة أو أخبر المشرف.',
  'provider.trouble.refused': 'تعذّر تأكيد ما قاله المزوّد، فلم يُسجَّل دخولك. أخبر المشرف إن تكرّر ذلك.',
  'provider.trouble.email': 'لم يذكر المزوّد بريدك الإلكتروني. اطلب من المشرف السماح له بذلك.',
  'provider.trouble.domain': 'لا يُسمح لعناوين مثل عنوانك بالدخول هنا. اسأل المشرف.',
  'provider.trouble.signup': 'لا حساب لك هنا، ولا يُسمح بإنشاء واحد. اسأل المشرف.',
  'provider.trouble.taken':
    'يوجد حساب ببريدك الإلكتروني. سجّل الدخول إليه كالمعتاد ثم اربط المزوّد من الإعدادات، الحساب.',
  'provider.trouble.unverified': 'لم يؤكّد المزوّد بريدك الإلكتروني. أكّده هناك ثم أعد المحاولة.',
  'provider.trouble.elsewhere': 'هذا المزوّد يفتح حسابًا آخر هنا.',
  'provider.trouble.linked': 'هوية أخرى من هذا المزوّد مرتبطة بحسابك. افصلها أولًا.',
  'provider.trouble.session': 'انتهت جلستك. سجّل الدخول واربط المزوّد من جديد.',
  'provider.trouble.busy': 'محاولات كثيرة في وقت قصير. انتظر بضع دقائق ثم أعد المحاولة.',

  'provider.linked': 'الدخول عبر المزوّدين',
  'provider.linkedHint': 'حسابات في أماكن أخرى تفتح هذا الحساب.',
  'provider.link': 'ربط',
  'provider.unlink': 'فصل',
  'provider.linkOne': 'ربط {name}',
  'provider.unlinkOne': 'فصل {name}',
  'provider.linkWhy': 'تذهب إلى {name} وتسجّل الدخول هناك ثم تعود. بعدها يفتح هذا الحساب.',
  'provider.unlinkWhy': 'لن يفتح {name} هذا الحساب بعد الآن. تبقى الجلسات المفتوحة مفتوحة.',
  'provider.used': 'رُبط في {since}، وآخر استعمال في {when}.',
  'provider.last': 'إنه الطريق الوحيد إلى حسابك.',
  'provider.notLinked': 'غير مرتبط.',
  'provider.isLinked': 'ارتبط المزوّد بحسابك',
  'provider.isUnlinked': 'لم يعد المزوّد مرتبطًا بحسابك',
}

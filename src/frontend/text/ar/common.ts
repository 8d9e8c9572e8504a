// Words used everywhere, and what is said when something fails.
import type { common as source } from '../en/common'

export const common: Record<keyof typeof source, string> = {
  'common.cancel': 'إلغاء',
  'common.close': 'إغلاق',
  'common.save': 'حفظ',
  'common.saved': 'حُفظ',
  'common.delete': 'حذف',
  'common.undo': 'تراجع',
  'common.retry': 'إعادة المحاولة',
  'common.copy': 'نسخ',
  'common.copied': 'نُسخ',
  'common.loading': 'جارٍ التحميل',
  'common.notices': 'الإشعارات',
  'common.errorDetails': 'تفاصيل للدعم',
  'common.requestId': 'الطلب {id}',
  'common.typeWord': 'اكتب «{word}» للمتابعة',
  'error.unknown': 'حدث أمر غير متوقع. أعد المحاولة، فإن استمر فأعد تحميل الصفحة.',
  'error.unreachable': 'تعذّر الوصول إلى الخادم. تحقق من اتصالك ثم أعد المحاولة.',
  'error.tooLarge': 'هذا أكبر مما يقبله الخادم. جرّب ما هو أصغر.',
  'error.tooMany': 'محاولات كثيرة في وقت قصير. انتظر قليلًا ثم أعد المحاولة.',
  'error.diskFull': 'لا يستطيع الخادم الكتابة على قرصه. راجع من يدير الخادم.',
  'error.notAllowed': 'لا يُسمح لك بهذا. اسأل أحد المشرفين إن كنت ترى غير ذلك.',
  'error.server': 'لم يتمكن الخادم من تنفيذ هذا. أعد المحاولة بعد قليل.',
}

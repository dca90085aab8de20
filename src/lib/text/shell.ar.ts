import type { Words } from './sayIn.ts';
import type { shell as fr } from './shell.fr.ts';

export const shell = {
	'shell.title': 'لا توجد شبكة',
	'shell.seen': 'لا توجد شبكة. هذا صندوقكم كما كان يوم {instant}.',
	'shell.notKept': 'هذه الصفحة ليست على هذا الهاتف. ستُفتح حين تعود الشبكة.',
	'shell.unsentTitle': 'ربما لم يُرسل هذا',
	'shell.unsent': 'لا توجد شبكة. اختياركم محفوظ في هذه الصفحة. حاولوا مرة أخرى: سيُحسب مرة واحدة فقط.',
	'shell.again': 'المحاولة مرة أخرى',
	'shell.home': 'رؤية صندوقي',
	'shell.rounds': 'رؤية الجولات',
	'shell.told': 'هناك جديد في صندوقكم.',
	'shell.answerWaits': 'لم يُرسل جوابكم بعد: لا توجد شبكة. سيحاول هذا الهاتف مرة أخرى وحده.'
} as const satisfies Words<keyof typeof fr>;

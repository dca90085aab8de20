import type { messages as fr } from './messages.fr.ts';
import type { Words } from './speak.ts';

export const messages = {
	'mail.subject.asked': 'طلب من أحد الجيران: {thing}',
	'mail.subject.cancelled': 'ألغيت الإعارة: {thing}',
	'mail.subject.agreed': 'تم الاتفاق: {thing}',
	'mail.subject.extension': 'يريد أحد الجيران إبقاءه مدة أطول: {thing}',
	'mail.subject.late': 'لم يرجع بعد: {thing}',
	'mail.subject.due-today': 'يعود اليوم: {thing}',
	'mail.subject.due-tomorrow': 'يعود غدا: {thing}',
	'mail.subject.new-device': 'هاتف آخر يفتح صندوقكم',
	'mail.subject.moderation': 'قرار بشأن صفحتكم',
	'mail.subject.still-willing': 'هل ما زلتم تعيرون؟',
	'mail.subject.gone': 'صندوق بريدكم لم يعد موجودًا',
	'mail.subject.moved-out': 'ستُمحى صفحتكم',
	'mail.subject.new-letter': 'رسالة جديدة لصندوقكم',
	'mail.subject.handover': 'لمبناكم إدارة سكن جديدة',
	'mail.several': {
		zero: 'Palier: {n} خبر لكم',
		one: 'Palier: خبر واحد لكم ({n})',
		two: 'Palier: خبران لكم ({n})',
		few: 'Palier: {n} أخبار لكم',
		many: 'Palier: {n} خبرا لكم',
		other: 'Palier: {n} خبر لكم'
	},
	'mail.about.asked':
		'يريد أحد الجيران أن يستعير: {thing}. يمكنكم الجواب حتى {until}. بعد ذلك ينتهي الطلب من تلقاء نفسه.',
	'mail.about.cancelled': 'لم يعد أحد الجيران بحاجة إليه: {thing}. ألغيت الإعارة. ليس عليكم أن تفعلوا شيئا.',
	'mail.about.agreed': 'وافق أحد الجيران على الوقت الذي اقترحتموه: {thing}.',
	'mail.about.extension': 'يريد أحد الجيران إبقاءه مدة أطول: {thing}. أجيبوا في صفحتكم.',
	'mail.about.late': 'مضى يوم الإعادة: {thing}. هل أعيد إليكم؟ سجلوا ذلك في صفحتكم.',
	'mail.about.due-today': 'موعد الإعادة اليوم: {thing}.',
	'mail.about.due-tomorrow': 'موعد الإعادة غدا: {thing}.',
	'mail.about.new-device': 'هاتف آخر يفتح صندوقكم الآن. لستم أنتم؟ غيروا القفل في إعدادات صفحتكم.',
	'mail.about.moderation': 'اتخذ قرار بشأن ما تعرضه صفحتكم. يمكنكم قراءته والاعتراض عليه في صفحتكم.',
	'mail.about.still-willing':
		'هل ما زلتم تعيرون؟ قولوا ذلك في صفحتكم بضغطة واحدة. بلا جواب خلال شهر تنام الصفحة.',
	'mail.about.gone':
		'تقول إدارة السكن إن صندوق بريدكم لم يعد موجودًا. صفحتكم مغلقة، وسيُمحى كل ما وضعتم فيها بعد {until}. هل هذا خطأ؟ أخبروا إدارة السكن سريعًا.',
	'mail.about.moved-out':
		'تقول إدارة السكن إن الصندوق أصبح حرًا. هل ما زلتم تسكنون هنا؟ قولوا ذلك في صفحتكم قبل {until}. بلا جواب سيُمحى كل ما وضعتم فيها.',
	'mail.about.new-letter':
		'طُلبت رسالة جديدة لصندوقكم. لم تكونوا أنتم؟ ارفضوها في صفحتكم قبل {until}. بعد ذلك يمكن لمن معه الرسالة أن يفتح الصندوق، ويُمحى كل ما وضعتم فيه.',
	'mail.about.handover':
		'لمبناكم إدارة سكن جديدة. اسمها في صفحتكم. لا ترى شيئًا مما تعيرون، ولا يتغير شيء عندكم.',
	'mail.message.text':
		'مرحبا،\n\n{lines}\n\nصفحتكم:\n{home}\n\nلا تريدون هذه الرسائل بعد الآن؟ أزيلوا عنوانكم هنا:\n{settings}\n\nPalier، الإعارة بين الجيران\n',
	'mail.push.accept': 'نعم',
	'mail.push.decline': 'ليس الآن',
	'mail.push.accepted': 'تم: سيرى جاركم أن الجواب نعم.',
	'mail.push.declined': 'تم: سيرى جاركم أن الجواب لا هذه المرة.',
	'mail.push.failed': 'لم يصل هذا الجواب. افتحوا صفحتكم لتروا أين وصل الطلب.',
	'mail.push.more': {
		zero: 'و{n} غيرها في صفحتكم.',
		one: 'وخبر آخر ({n}) في صفحتكم.',
		two: 'وخبران آخران ({n}) في صفحتكم.',
		few: 'و{n} أخبار أخرى في صفحتكم.',
		many: 'و{n} خبرا آخر في صفحتكم.',
		other: 'و{n} خبر آخر في صفحتكم.'
	},
	'mail.confirm.subject': 'Palier: هل هذا عنوانكم؟',
	'mail.confirm.text':
		'مرحبا،\n\nأعطى أحدهم هذا العنوان كي يصله إشعار حين يطلب أحد الجيران استعارة شيء.\n\nهل هو أنتم؟ افتحوا هذه الصفحة واضغطوا على الزر:\n{confirm}\n\nلستم أنتم؟ لا تفعلوا شيئا: لن نكتب إلى هذا العنوان بعد الآن.\n\nPalier، الإعارة بين الجيران\n'
} as const satisfies Words<keyof typeof fr>;

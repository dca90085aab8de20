import type { landlord as fr } from './landlord.fr.ts';
import type { Words } from './speak.ts';

export const landlord = {
	'office.nav': 'صفحات المؤجِّر',
	'office.signOut': 'خروج',

	'office.signIn.title': 'صفحات المؤجِّر',
	'office.signIn.lead': 'لموظفي المؤجِّر أو مدير العمارة. السكان لا يحتاجون إلى كلمة سر.',
	'office.signIn.email': 'البريد الإلكتروني',
	'office.signIn.password': 'كلمة السر',
	'office.signIn.do': 'دخول',
	'office.signIn.refused.wrong': 'البريد وكلمة السر لا يتوافقان. تحققوا منهما ثم حاولوا مرة أخرى.',
	'office.signIn.refused.too-many-tries': 'محاولات كثيرة الآن. انتظروا ربع ساعة ثم حاولوا مرة أخرى.',
	'office.signIn.lost': 'نسيتم كلمة السر؟ اطلبوا رابط دخول جديدًا من الشخص المسؤول عن Palier عندكم.',

	'office.welcome.title': 'أهلًا بكم',
	'office.welcome.whose': 'رابط الدخول هذا خاص بـ {email}.',
	'office.welcome.notYou': 'ليس لكم؟ أغلقوا هذه الصفحة ولا تكتبوا شيئًا.',
	'office.welcome.password': 'اختاروا كلمة سر',
	'office.welcome.hint': '12 حرفًا على الأقل. ثلاث أو أربع كلمات متتالية تكفي.',
	'office.welcome.do': 'حفظ كلمة السر والدخول',
	'office.welcome.problem.too-short': 'كلمة السر قصيرة: يجب أن تكون 12 حرفًا على الأقل.',
	'office.welcome.problem.too-long': 'كلمة السر طويلة: 1000 حرف على الأكثر.',
	'office.welcome.deadTitle': 'هذا الرابط لم يعد يعمل',
	'office.welcome.deadLead': 'رابط الدخول يعمل مرة واحدة، ولمدة ثلاثة أيام.',
	'office.welcome.deadSignIn': 'هل اخترتم كلمة السر من قبل؟ ادخلوا بها.',
	'office.welcome.deadAsk': 'وإلا فاطلبوا رابطًا جديدًا من الشخص المسؤول عن Palier عندكم.',

	'office.first.title': 'للبدء',
	'office.first.list': 'استوردوا قائمة صناديق البريد. أماكن فقط، بلا أي أسماء.',
	'office.first.kit': 'حضّروا الطقوم واطبعوها: رسالة وورقة ملصقات لكل صندوق.',
	'office.first.handOut': 'ضعوا طقمًا في كل صندوق. والباقي يفعله السكان.',
	'office.first.wait': 'لا توجد مجموعة سكنية في عهدتكم الآن. اسألوا المسؤول عنكم.',

	'office.figures.title': 'ما يُعار',
	'office.figures.claimed': {
		zero: 'أسرة فتحت صندوقها',
		one: 'أسرة فتحت صندوقها',
		two: 'أسرتان فتحتا صندوقيهما',
		few: 'أسر فتحت صناديقها',
		many: 'أسرة فتحت صندوقها',
		other: 'أسرة فتحت صندوقها'
	},
	'office.figures.asked': {
		zero: 'طلب في أربعة أسابيع',
		one: 'طلب في أربعة أسابيع',
		two: 'طلبان في أربعة أسابيع',
		few: 'طلبات في أربعة أسابيع',
		many: 'طلبًا في أربعة أسابيع',
		other: 'طلب في أربعة أسابيع'
	},
	'office.figures.lent': {
		zero: 'إعارة في أربعة أسابيع',
		one: 'إعارة في أربعة أسابيع',
		two: 'إعارتان في أربعة أسابيع',
		few: 'إعارات في أربعة أسابيع',
		many: 'إعارة في أربعة أسابيع',
		other: 'إعارة في أربعة أسابيع'
	},
	'office.figures.few': 'أقل من 5',
	'office.figures.frozen': 'أرقام ثابتة لأسبوع {day}، مقرَّبة إلى 5. لا تتغير قبل يوم الاثنين القادم.',
	'office.figures.hidden': 'أقل من 10 أسر فتحت صندوقها: لا نعرض شيئًا، حتى لا يُعرف أحد.',
	'office.figures.notYet': 'الأرقام الأولى تصل يوم الاثنين القادم.',
	'office.figures.why': 'لماذا تفاصيل قليلة؟',
	'office.figures.whyText':
		'يخبركم Palier بما تفعله مجموعة، لا بما تفعله أسرة. لا أحد يرى هنا أي صندوق مفتوح، ولا من يعير ماذا. ولهذا يثق السكان.',
	'office.figures.whyMasked': '«مخفي» يعني: أقل من 10 أسر، أو رقم لو طُرح من المجموع لكشف رقمًا آخر.',

	'office.residences.title': 'المجموعات السكنية',
	'office.residences.name': 'المجموعة السكنية',
	'office.residences.halls': 'المداخل',
	'office.residences.mailboxes': 'الصناديق',
	'office.residences.claimed': 'صناديق مفتوحة',
	'office.residences.asked': 'الطلبات',
	'office.residences.lent': 'الإعارات',
	'office.residences.masked': 'مخفي',
	'office.residences.later': 'الأرقام يوم الاثنين القادم',

	'office.import.do': 'استيراد قائمة',
	'office.import.title': 'استيراد قائمة',
	'office.import.lead': 'القائمة تقول أين صناديق البريد. ولا تقول أبدًا من يسكن هناك.',
	'office.import.file': 'ملف القائمة',
	'office.import.fileHint':
		'ملف بصيغة CSV. في Excel: «حفظ باسم» ثم «\u2068CSV UTF-8\u2069». {megabytes} ميغابايت و{rows} سطر على الأكثر.',
	'office.import.look': 'رؤية ما في القائمة',
	'office.import.nothingYet': 'لا يُحفظ شيء قبل أن تتحققوا.',
	'office.import.exampleTitle': 'مثال',
	'office.import.examplePerBox': 'سطر لكل صندوق:',
	'office.import.examplePerHall': 'أو سطر لكل مدخل، إذا كانت صناديقه مرقّمة 1 و2 و3…:',
	'office.import.columnsTitle': 'الأعمدة',
	'office.import.columnsLead':
		'بأي ترتيب، بالحروف الكبيرة أو الصغيرة، وبالعلامات أو بدونها. ملفات RPLS تُقرأ كما هي.',
	'office.import.column': 'العمود',
	'office.import.meaning': 'ما فيه',
	'office.import.alsoCalled': 'يُقرأ أيضًا',
	'office.import.column.residence': 'اسم المجموعة السكنية. وبدونه يحل العنوان محله.',
	'office.import.column.batiment': 'المبنى. يمكن أن يبقى فارغًا.',
	'office.import.column.entree': 'المدخل أو الدرج: مجموعة صناديق واحدة.',
	'office.import.column.adresse': 'الرقم والشارع.',
	'office.import.column.code_postal': 'خمسة أرقام.',
	'office.import.column.commune': 'المدينة.',
	'office.import.column.boite': 'الرقم المكتوب على الصندوق: 12 أو ‎12 bis أو A3.',
	'office.import.column.nombre_boites': 'بدل «boite»: عدد صناديق المدخل.',
	'office.import.column.langue': 'إذا أردتم: اللغة الثانية للرسالة. مثلًا arabe.',
	'office.import.column.reference': 'إذا أردتم: رقمكم الخاص للصندوق أو المدخل.',
	'office.import.peopleTitle': 'ما لا نقرؤه',
	'office.import.people':
		'الأسماء والهواتف والبريد الإلكتروني وتواريخ الميلاد والإيجارات. احذفوا هذه الأعمدة. وإن بقي منها شيء فلا نقرؤه، ونخبركم بذلك.',

	'office.import.refused.nothing-sent': 'لا يوجد شيء للقراءة: اختاروا ملفًا أولًا، وتأكدوا أنه ليس فارغًا.',
	'office.import.refused.too-big':
		'هذا الملف أكبر من {megabytes} ميغابايت. قسّموا القائمة إلى عدة ملفات، مثلًا ملف لكل وكالة.',
	'office.import.refused.disk-full':
		'القرص عندنا ممتلئ: لم يُحفظ شيء. أخبروا الشخص المسؤول عن Palier ثم حاولوا مرة أخرى.',
	'office.import.refused.gone':
		'هذا الملف لم يعد عندنا: نحفظ الملف ساعة واحدة، ويُستعمل مرة واحدة. أرسلوه مرة أخرى، وما حُفظ من قبل لن يتغير.',

	'office.problems.lead': {
		zero: 'لم يُستورد شيء. عدد الأشياء التي يجب تصحيحها في الملف: {n}.',
		one: 'لم يُستورد شيء. يجب تصحيح شيء واحد في الملف.',
		two: 'لم يُستورد شيء. يجب تصحيح شيئين في الملف.',
		few: 'لم يُستورد شيء. يجب تصحيح {n} أشياء في الملف.',
		many: 'لم يُستورد شيء. يجب تصحيح {n} شيئًا في الملف.',
		other: 'لم يُستورد شيء. يجب تصحيح {n} شيء في الملف.'
	},
	'office.problems.again': 'صحّحوا الملف واحفظوه ثم أرسلوه هنا مرة أخرى.',
	'office.problems.line': 'السطر',
	'office.problems.column': 'العمود',
	'office.problems.value': 'المكتوب',
	'office.problems.toDo': 'ما العمل',
	'office.problems.more': {
		zero: 'وغيرها: {n}.',
		one: 'وشيء آخر لا نعرضه هنا.',
		two: 'وشيئان آخران لا نعرضهما هنا.',
		few: 'و{n} أشياء أخرى لا نعرضها هنا.',
		many: 'و{n} شيئًا آخر لا نعرضه هنا.',
		other: 'و{n} شيء آخر لا نعرضه هنا.'
	},

	'office.preview.title': 'تحققوا قبل الاستيراد',
	'office.preview.lead': 'هذا ما في قائمتكم. لم يُحفظ شيء بعد.',
	'office.preview.sameTitle': 'لا شيء يتغير',
	'office.preview.same': 'كل ما في هذه القائمة محفوظ من قبل.',
	'office.preview.do': 'استيراد هذه القائمة',
	'office.preview.other': 'اختيار ملف آخر',
	'office.preview.rows': {
		zero: 'الصناديق الأولى في القائمة: {n}',
		one: 'الصندوق الأول في القائمة',
		two: 'أول صندوقين في القائمة',
		few: 'أول {n} صناديق في القائمة',
		many: 'أول {n} صندوقًا في القائمة',
		other: 'أول {n} صندوق في القائمة'
	},
	'office.preview.peopleTitle': 'لم نقرأ هذه الأعمدة',
	'office.preview.people':
		'إنها عن أشخاص: {columns}. يحفظ Palier أماكن فقط. في المرة القادمة احذفوها من الملف.',
	'office.preview.others': 'أعمدة أخرى لا نقرؤها: {columns}.',
	'office.preview.building': 'المبنى',
	'office.preview.entrance': 'المدخل',
	'office.preview.address': 'العنوان',
	'office.preview.mailbox': 'الصندوق',

	'office.report.residences': {
		zero: 'مجموعة سكنية جديدة',
		one: 'مجموعة سكنية جديدة',
		two: 'مجموعتان سكنيتان جديدتان',
		few: 'مجموعات سكنية جديدة',
		many: 'مجموعة سكنية جديدة',
		other: 'مجموعة سكنية جديدة'
	},
	'office.report.halls': {
		zero: 'مدخل جديد',
		one: 'مدخل جديد',
		two: 'مدخلان جديدان',
		few: 'مداخل جديدة',
		many: 'مدخلًا جديدًا',
		other: 'مدخل جديد'
	},
	'office.report.hallsChanged': {
		zero: 'مدخل تغيّر',
		one: 'مدخل تغيّر',
		two: 'مدخلان تغيّرا',
		few: 'مداخل تغيّرت',
		many: 'مدخلًا تغيّر',
		other: 'مدخل تغيّر'
	},
	'office.report.added': {
		zero: 'صندوق جديد',
		one: 'صندوق جديد',
		two: 'صندوقان جديدان',
		few: 'صناديق جديدة',
		many: 'صندوقًا جديدًا',
		other: 'صندوق جديد'
	},
	'office.report.changed': {
		zero: 'صندوق تغيّر',
		one: 'صندوق تغيّر',
		two: 'صندوقان تغيّرا',
		few: 'صناديق تغيّرت',
		many: 'صندوقًا تغيّر',
		other: 'صندوق تغيّر'
	},
	'office.report.same': {
		zero: 'صندوق موجود من قبل',
		one: 'صندوق موجود من قبل، بلا تغيير',
		two: 'صندوقان موجودان من قبل، بلا تغيير',
		few: 'صناديق موجودة من قبل، بلا تغيير',
		many: 'صندوقًا موجودًا من قبل، بلا تغيير',
		other: 'صندوق موجود من قبل، بلا تغيير'
	},
	'office.report.missing': {
		zero: 'صناديق محفوظة ليست في هذه القائمة: {n}.',
		one: 'صندوق واحد محفوظ من قبل ليس في هذه القائمة. يبقى كما هو: القائمة لا تمحو شيئًا أبدًا.',
		two: 'صندوقان محفوظان من قبل ليسا في هذه القائمة. يبقيان: القائمة لا تمحو شيئًا أبدًا.',
		few: '{n} صناديق محفوظة من قبل ليست في هذه القائمة. تبقى: القائمة لا تمحو شيئًا أبدًا.',
		many: '{n} صندوقًا محفوظًا من قبل ليس في هذه القائمة. تبقى: القائمة لا تمحو شيئًا أبدًا.',
		other: '{n} صندوق محفوظ من قبل ليس في هذه القائمة. تبقى: القائمة لا تمحو شيئًا أبدًا.'
	},

	'office.done.title': 'تم استيراد القائمة',
	'office.done.lead': 'لكل صندوق الآن رسمه ورمزه.',
	'office.done.kits': 'تحضير الطقوم',
	'office.back': 'كل المجموعات السكنية',

	'office.residence.halls': {
		zero: 'لا مداخل',
		one: 'مدخل واحد',
		two: 'مدخلان',
		few: '{n} مداخل',
		many: '{n} مدخلًا',
		other: '{n} مدخل'
	},
	'office.residence.mailboxes': {
		zero: 'لا صناديق',
		one: 'صندوق واحد',
		two: 'صندوقان',
		few: '{n} صناديق',
		many: '{n} صندوقًا',
		other: '{n} صندوق'
	},
	'office.residence.hallsTitle': 'المداخل، بترتيب الجولة',

	'office.hall.building': 'المبنى: {building}',
	'office.hall.entrance': 'المدخل: {entrance}',

	'office.kit.title': 'تحضير الطقوم',
	'office.kit.language': 'اللغة الثانية للرسالة',
	'office.kit.languageHint': 'الرسالة دائمًا بالفرنسية. ويمكن إضافة لغة ثانية.',
	'office.kit.language.none': 'لغة القائمة',
	'office.kit.languageMore.none': 'أو بدونها',
	'office.kit.languageMore.en': 'مع الفرنسية',
	'office.kit.languageMore.ar': 'مع الفرنسية',
	'office.kit.all': 'تحضير طقم المجموعة السكنية كلها',
	'office.kit.hall': 'تحضير هذا الطقم',
	'office.kit.wait': 'يُنزَّل ملف PDF. يستغرق بضع ثوانٍ لكل مئة صندوق.',
	'office.kit.specimen': 'هذا Palier للتجربة: كل صفحة عليها كلمة SPECIMEN. لا توزّعوا هذه الطقوم.',

	'office.kit.waitLarge': 'عدد الصناديق كبير: يُحضَّر الطقم جانبًا، وصفحة تخبركم إلى أين وصل.',
	'office.orders.title': 'طقوم بأعداد كبيرة',
	'office.orders.lead':
		'إذا زاد العدد على {mailboxes} صندوقًا، يُحضَّر الطقم وأنتم في عمل آخر. وينتظركم ملفه هنا {days} أيام.',
	'office.orders.latest': 'آخر الطلبات',
	'office.orders.none': 'لا طلبات حتى الآن.',
	'office.orders.all': 'كل طلبات الطقوم',
	'office.orders.newTitle': 'طلب طقوم',
	'office.orders.which': 'لأي مجموعات سكنية؟',
	'office.orders.form': 'الملف',
	'office.orders.form.pdf': 'ملف PDF واحد',
	'office.orders.form.zip': 'ملف PDF لكل مدخل',
	'office.orders.formMore.pdf': 'بترتيب الجولة',
	'office.orders.formMore.zip': 'معًا في ملف ZIP',
	'office.orders.do': 'اطلبوا هذه الطقوم',
	'office.orders.refusedTitle': 'لم يُطلب شيء',
	'office.orders.refused.no-hall': 'اختاروا مجموعة سكنية واحدة على الأقل.',
	'office.orders.refused.too-many':
		'هناك {n} طلبًا محفوظًا. احذفوا ما لم تعودوا بحاجة إليه، ثم اطلبوا من جديد.',
	'office.order.state.waiting': 'الطقم ينتظر دوره',
	'office.order.state.making': 'الطقم قيد التحضير',
	'office.order.state.made': 'الطقم جاهز',
	'office.order.state.cancelled': 'أُلغي الطلب',
	'office.order.state.failed': 'لم يمكن تحضير الطقم',
	'office.order.state.lost': 'الملف لم يعد هنا',
	'office.order.told.waiting': 'سُجّل طلبكم. يمكنكم إغلاق هذه الصفحة والعودة لاحقًا.',
	'office.order.told.making': 'يمكنكم إغلاق هذه الصفحة والعودة لاحقًا: العمل مستمر.',
	'office.order.told.made': 'في هذا الملف رموز الرسائل السرية. لا تعطوه إلا لمن يطبع.',
	'office.order.told.cancelled': 'لم يُحفظ شيء. يمكنكم طلب الطقم نفسه مرة أخرى.',
	'office.order.told.failed': 'لم يضع شيء: يمكنكم طلب الطقم نفسه مرة أخرى.',
	'office.order.told.lost': 'لم يعد على قرصنا. اطلبوا الطقم نفسه مرة أخرى: ستبقى الرموز كما هي.',
	'office.order.failed.disk-full': 'قرصنا ممتلئ. أخبروا المسؤول عن Palier، ثم اطلبوا مرة أخرى.',
	'office.order.failed.fault':
		'الخطأ منا. اطلبوا مرة أخرى. وإن تكرر ذلك، فأعطوا هذا الرقم للمسؤول عن Palier: {fault}',
	'office.order.outdated': {
		zero: 'أُعيدت بعد ذلك {n} رسالة: رسائلها في هذا الملف لم تعد صالحة. اطلبوا مرة أخرى لتحصلوا على الصحيحة.',
		one: 'أُعيدت بعد ذلك رسالة ({n}): نسختها في هذا الملف لم تعد صالحة. اطلبوا مرة أخرى لتحصلوا على الصحيحة.',
		two: 'أُعيدت بعد ذلك رسالتان ({n}): نسختاهما في هذا الملف لم تعودا صالحتين. اطلبوا مرة أخرى لتحصلوا على الصحيحتين.',
		few: 'أُعيدت بعد ذلك {n} رسائل: نسخها في هذا الملف لم تعد صالحة. اطلبوا مرة أخرى لتحصلوا على الصحيحة.',
		many: 'أُعيدت بعد ذلك {n} رسالة: نسخها في هذا الملف لم تعد صالحة. اطلبوا مرة أخرى لتحصلوا على الصحيحة.',
		other: 'أُعيدت بعد ذلك {n} رسالة: نسخها في هذا الملف لم تعد صالحة. اطلبوا مرة أخرى لتحصلوا على الصحيحة.'
	},
	'office.order.moreResidences': {
		zero: 'و{n} مجموعة سكنية أخرى',
		one: 'ومجموعة سكنية أخرى ({n})',
		two: 'ومجموعتان سكنيتان أخريان ({n})',
		few: 'و{n} مجموعات سكنية أخرى',
		many: 'و{n} مجموعة سكنية أخرى',
		other: 'و{n} مجموعة سكنية أخرى'
	},
	'office.order.done': {
		zero: '{done} من {n} صندوق.',
		one: '{done} من {n} صندوق.',
		two: '{done} من {n} صندوق.',
		few: '{done} من {n} صناديق.',
		many: '{done} من {n} صندوقًا.',
		other: '{done} من {n} صندوق.'
	},
	'office.order.soon': 'بقي أقل من دقيقة.',
	'office.order.minutes': {
		zero: 'بقي نحو {n} دقيقة.',
		one: 'بقيت نحو دقيقة ({n}).',
		two: 'بقي نحو دقيقتين ({n}).',
		few: 'بقي نحو {n} دقائق.',
		many: 'بقي نحو {n} دقيقة.',
		other: 'بقي نحو {n} دقيقة.'
	},
	'office.order.download.pdf': 'نزّلوا ملف PDF \u200f({size} ميغابايت)',
	'office.order.download.zip': 'نزّلوا ملف ZIP \u200f({size} ميغابايت)',
	'office.order.resume': 'توقف التنزيل في الطريق؟ تابعوه في متصفحكم: يكمل من حيث توقف.',
	'office.order.by': 'طُلب يوم {day} من {who}.',
	'office.order.byNobody': 'طُلب يوم {day}.',
	'office.order.kept': 'محفوظ حتى {day}.',
	'office.order.follow': 'انظروا إلى أين وصل',
	'office.order.cancel': 'ألغوا هذا الطلب',
	'office.order.again': 'اطلبوا مرة أخرى',
	'office.order.remove': 'احذفوا هذا الملف',
	'office.order.forget': 'أزيلوه من القائمة',
	'office.order.renews': 'تتجدد هذه الصفحة وحدها.',
	'office.order.still': 'أوقفوا تجدّد الصفحة',
	'office.order.look': 'جدّدوا هذه الصفحة',

	'office.letter.title': 'رسالة ضائعة أو ساكن جديد؟',
	'office.letter.text': 'أعدّوا رسالة جديدة وملصقات جديدة لصندوق واحد فقط. الرسالة القديمة لا تعمل بعد ذلك.',
	'office.letter.mailbox': 'الصندوق',
	'office.letter.do': 'إعداد رسالة جديدة',
	'office.letter.claimed': 'الصندوق المفتوح يبقى لساكنه: الرسالة لا تفتح إلا صندوقا حرا.',

	'office.kit.postersTitle': 'الملصقات وحدها',
	'office.kit.posters.A3': 'الملصقات بحجم A3 (ملف PDF)',
	'office.kit.posters.A4': 'الملصقات بحجم A4 (ملف PDF)',
	'office.kit.contentsTitle': 'ما في الطقم',
	'office.kit.contents.caretaker': 'لكل مدخل: ورقة الجولة للحارس، وفيها مربعات للتأشير.',
	'office.kit.contents.poster': 'ملصق كبير للمدخل.',
	'office.kit.contents.letter': 'لكل صندوق: رسالة، ورمز الأسرة السري داخل الطيّة.',
	'office.kit.contents.stickers': 'وورقة ملصقات.',
	'office.kit.printTitle': 'لطباعة جيدة',
	'office.kit.print.size':
		'اختاروا «الحجم الفعلي» أو «100 %». لا تختاروا «ملاءمة الصفحة»: تصبح المربعات صغيرة جدًا.',
	'office.kit.print.sides': 'اطبعوا على وجه واحد فقط، على ورق A4 أبيض. الأسود يكفي.',
	'office.kit.print.stickers': 'أوراق الملصقات تُطبع على ورق A4 لاصق. وعلى الورق العادي تُقص وتُلصق.',
	'office.kit.print.fold': 'اطووا كل رسالة ثلاث طيّات، والرمز في الداخل.',
	'office.kit.print.order': 'احفظوا ترتيب الصفحات: إنه ترتيب الجولة.',
	'office.kit.again':
		'يمكنكم تحضير الطقم مرة أخرى متى شئتم: الرموز هي نفسها، والرسائل التي وُزّعت ما زالت تعمل.'
} as const satisfies Words<keyof typeof fr>;

/** A line in each script that must print, for the tests of letters on paper and in the browser. */
export interface ScriptLine {
	readonly name: string;
	/** BCP 47. */
	readonly language: string;
	readonly text: string;
	readonly direction?: 'rtl';
}

export const SCRIPT_LINES: readonly ScriptLine[] = [
	{
		name: 'French',
		language: 'fr',
		text: 'Où ça ? — « L’œuf à Noël », ÉÈÊËÀÂÎÏÔÙÛÜŸÇ éèêëàâîïôùûüÿç Æ æ 12 €'
	},
	{ name: 'Turkish', language: 'tr', text: 'İyi günler, ığdır şişe ÇĞÖŞÜ fil' },
	{ name: 'Polish', language: 'pl', text: 'Zażółć gęślą jaźń, Łódź' },
	{ name: 'Czech', language: 'cs', text: 'Příliš žluťoučký kůň ŘŠČŮĎ' },
	{ name: 'Romanian', language: 'ro', text: 'Știți că învățați țările' },
	{ name: 'Vietnamese', language: 'vi', text: 'Tiếng Việt: ẾỄẨẴỰ Nguyễn Phượng' },
	{ name: 'Vietnamese in parts', language: 'vi', text: 'Tiếng Việt: Nguyễn Phượng'.normalize('NFD') },
	{ name: 'Greek', language: 'el', text: 'Καλημέρα, Ζωή! Ποδηλάτου αντλία; ΰ' },
	{ name: 'Greek with all accents', language: 'el', text: 'Ἀνδρὶ ᾧ ῥόδον Ὠκεανῷ ᾖ' },
	{ name: 'Ukrainian', language: 'uk', text: 'Їжак, ґанок, щастя і єнот' },
	{ name: 'Bulgarian', language: 'bg', text: 'Здравей, съседе! Жълта бормашина' },
	{ name: 'Arabic', language: 'ar', text: 'مرحبا بكم في بوابة الجيران' },
	{ name: 'Arabic with its vowels', language: 'ar', text: 'السَّلَامُ عَلَيْكُمْ يَا جَارِي' },
	{ name: 'Arabic with a code', language: 'ar', text: 'الرمز 7K3M-9PQX-D2F41 (من فضلك) 01 23 45' },
	{ name: 'Persian', language: 'fa', text: 'همسایه‌ها پمپ چرخ گژدم می‌خواهند ۱۲۳' },
	{ name: 'Urdu', language: 'ur', text: 'ٹھیک ہے، ڈرل لڑکے نے چھوڑی' },
	{ name: 'Hebrew', language: 'he', text: 'שלום שכנים, מקדחה 12/05 Palier (תודה)' },
	{ name: 'Hebrew with its vowels', language: 'he', text: 'שָׁלוֹם לַשְּׁכֵנִים' },
	{ name: 'Tamil', language: 'ta', text: 'வணக்கம், ஸ்ரீ க்ஷமா கௌரி தமிழ்நாடு' },
	{ name: 'Bengali', language: 'bn', text: 'প্রতিবেশী, ক্ষমা স্ত্রী র্কি উঠিঁ' },
	{ name: 'Hindi', language: 'hi', text: 'नमस्ते, हिन्दी क्षमा द्वार र्कि' },
	{ name: 'Thai', language: 'th', text: 'ปั๊มน้ำ ที่สูบลม กี่ญาติ ฝุ่น' },
	{ name: 'simplified Chinese', language: 'zh-Hans', text: '您好，邻居。借「电钻」（免费）！' },
	{ name: 'traditional Chinese', language: 'zh-Hant', text: '歡迎鄰居，借用打氣筒、縫紉機' },
	{ name: 'Chinese with Latin', language: 'zh-Hans', text: '欢迎使用Palier“邻居”3号楼' },
	{ name: 'many scripts', language: 'fr', text: 'Amina Ζωή Жук 您好 ไทย தமிழ் বাংলা' },
	{ name: 'Hebrew and Arabic in French', language: 'fr', text: 'chez שלום et مرحبا 12' },
	{ name: 'Latin in an Arabic line', language: 'ar', text: 'Palier: بوابة الجيران 您好', direction: 'rtl' }
];

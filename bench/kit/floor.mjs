/**
 * The floor: the common content written as a PDF by hand and streamed to disk, with no library. Everything that can be made
 * beforehand is (`prepare.ts`), each word is measured once, bytes go straight into one buffer, and the QR symbols come from
 * Palier's own encoder, which is the fastest here. Usage: floor.mjs <mailboxes> <file> <assets> <built>
 * LEVEL is zlib's (6); LETTER=shared writes the paragraphs that all letters share once, else each letter has them whole.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { deflateSync } from 'node:zlib';
import * as content from './content.mjs';

const [, , mailboxes, out, assets, built] = process.argv;
const { encodeQr } = await import(pathToFileURL(`${built}/qrEncoder.js`).href);
const level = Number(process.env.LEVEL ?? 6);
const shared = process.env.LETTER === 'shared';
const prepared = JSON.parse(readFileSync(`${assets}/assets.json`, 'utf8'));
const fontFile = readFileSync(`${assets}/font.ttf`);
const { place, POINTS_PER_MM } = content;

const [WIDTH, HEIGHT] = [595.28, 841.89];
const pt = (mm) => mm * POINTS_PER_MM;
const up = (mm) => HEIGHT - pt(mm);
const short = (value) => String(Math.round(value * 100) / 100);

// Characters are all below U+0180, but for the apostrophe.
const CODES = [];
const ADVANCES = [];
for (const [character, glyph, advance] of prepared.glyphs) {
	CODES[character.charCodeAt(0)] = glyph.toString(16).padStart(4, '0');
	ADVANCES[character.charCodeAt(0)] = advance / 1000;
}

function shown(text) {
	let codes = '<';
	for (let i = 0; i < text.length; i++) codes += CODES[text.charCodeAt(i)];
	return codes + '>';
}

function width(text) {
	let sum = 0;
	for (let i = 0; i < text.length; i++) sum += ADVANCES[text.charCodeAt(i)];
	return sum;
}

const wordWidths = new Map();
function widthOfWord(word) {
	let known = wordWidths.get(word);
	if (known === undefined) {
		known = width(word);
		if (wordWidths.size < 5_000) wordWidths.set(word, known);
	}
	return known;
}

const SPACE = width(' ');
const ROOM = pt(place.body.width) / place.body.size;

/** Lines as operators, each moved down by the leading before it is shown, and how many they are. */
function lines(text) {
	let operators = '';
	let count = 0;
	let line = '';
	let filled = 0;
	for (const word of text.split(' ')) {
		const needed = widthOfWord(word);
		if (line !== '' && filled + SPACE + needed > ROOM) {
			operators += shown(line) + "'\n";
			count++;
			line = word;
			filled = needed;
		} else {
			filled += line === '' ? needed : SPACE + needed;
			line = line === '' ? word : `${line} ${word}`;
		}
	}
	return { operators: operators + shown(line) + "'\n", count: count + 1 };
}

const file = openSync(out, 'w');
let written = 0;
let held = [];
let heldBytes = 0;
function put(bytes) {
	held.push(bytes);
	heldBytes += bytes.length;
	written += bytes.length;
	if (heldBytes > 1 << 20) flush();
}
function flush() {
	writeSync(file, Buffer.concat(held, heldBytes));
	[held, heldBytes] = [[], 0];
}
const putText = (text) => put(Buffer.from(text, 'latin1'));

let places = new Float64Array(1024);
let last = 0;
function reserve() {
	if (++last >= places.length) {
		const more = new Float64Array(2 * places.length);
		more.set(places);
		places = more;
	}
	return last;
}
function object(number, text) {
	places[number] = written;
	putText(`${number} 0 obj\n${text}\nendobj\n`);
}
function stream(number, dict, bytes) {
	const packed = level === 0 ? Buffer.from(bytes) : deflateSync(bytes, { level });
	places[number] = written;
	putText(
		`${number} 0 obj\n<<${dict}${level === 0 ? '' : '/Filter/FlateDecode'}/Length ${packed.length}>>stream\n`
	);
	put(packed);
	putText('\nendstream\nendobj\n');
}

putText('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
const [catalog, tree, resources] = [reserve(), reserve(), reserve()];
const font = writeFont();
const forms = prepared.discs.map((operators) => form(discBox(), '', operators));
const gap = place.body.paragraphGap;
const leading = place.body.lineHeight;
const always = content.sharedParagraphs.map(lines);
const alwaysHeight = always.reduce((sum, { count }) => sum + count * leading + gap, 0);
const sharedForm = shared ? writeSharedForm() : undefined;
object(
	resources,
	`<</Font<</F ${font} 0 R>>/XObject<<${forms.map((number, i) => `/I${i} ${number} 0 R`).join('')}` +
		`${sharedForm ? `/S ${sharedForm} 0 R` : ''}>>>>`
);

const page = Buffer.allocUnsafe(1 << 16);
let length = 0;
const add = (text) => (length += page.latin1Write(text, length));

const begin = (x, y, size) => `BT /F ${size} Tf ${short(x)} ${short(y)} Td `;
const atPlace = ({ x, y, size }) => begin(pt(x), up(y), size);
const FRAME =
	`${short(pt(place.frame.line))} w ${short(pt(place.frame.x))} ${short(up(place.frame.y + place.frame.height))} ` +
	`${short(pt(place.frame.width))} ${short(pt(place.frame.height))} re S\n`;
const TITLE = FRAME + atPlace(place.title);
const LETTER_TITLE = atPlace(place.letterTitle);
const LETTER_CODE = atPlace(place.letterCode);
const BODY = `BT /F ${place.body.size} Tf ${leading} TL\n`;
const DISCS = content.discs.map(({ x, y }) => `q 1 0 0 1 ${short(pt(x))} ${short(up(y))} cm /I`);
const TOP = up(place.body.y);
const alwaysFrom = new Map();

function stickerPage(one) {
	length = 0;
	const middle = (WIDTH - width(one.code) * place.code.size) / 2;
	let operators = `${TITLE}${shown(content.title(one))} Tj ET\n`;
	operators += `${begin(middle, up(place.code.y), place.code.size)}${shown(one.code)} Tj ET\n`;
	for (let i = 0; i < 12; i++) operators += `${DISCS[i]}${one.things[i]} Do Q\n`;
	add(operators);
	qr(one.stickerUrl, place.sticker);
}

function letterPage(one) {
	length = 0;
	const first = lines(content.firstParagraph(one));
	const afterFirst = TOP - first.count * leading - gap;
	add(
		`${LETTER_TITLE}${shown(content.letterTitle(one))} Tj ET\n${BODY}${lineStart(TOP)}${first.operators}` +
			(shared
				? `ET q 1 0 0 1 ${short(pt(place.body.x))} ${short(afterFirst)} cm /S Do Q ${BODY}`
				: alwaysParagraphs(afterFirst)) +
			lineStart(afterFirst - alwaysHeight) +
			lines(content.lastParagraph(one)).operators +
			`ET\n${LETTER_CODE}${shown(one.code)} Tj ET\n`
	);
	qr(one.letterUrl, place.letterQr);
}

function lineStart(y) {
	return `1 0 0 1 ${short(pt(place.body.x))} ${short(y + leading)} Tm `;
}

function alwaysParagraphs(top) {
	let known = alwaysFrom.get(top);
	if (known === undefined) {
		known = '';
		let y = top;
		for (const { operators, count } of always) {
			known += lineStart(y) + operators;
			y -= count * leading + gap;
		}
		alwaysFrom.set(top, known);
	}
	return known;
}

/** One path of all the dark modules, a rectangle for each run of them, written digit by digit. */
function qr(text, { x, y, side }) {
	const { rows, size } = encodeQr(text, 'Q');
	const scale = short(pt(side) / size);
	add(`q ${scale} 0 0 ${scale} ${short(pt(x))} ${short(up(y + side))} cm\n`);
	for (let row = 0; row < size; row++) {
		let left = rows[row];
		for (let column = 0; left !== 0;) {
			const light = 31 - Math.clz32(left & -left);
			column += light;
			left >>>= light;
			const dark = 31 - Math.clz32(~left & -~left);
			number(column);
			number(size - 1 - row);
			number(dark);
			page[length++] = 0x31;
			page[length++] = 0x20;
			page[length++] = 0x72;
			page[length++] = 0x65;
			page[length++] = 0x0a;
			left >>>= dark;
			column += dark;
		}
	}
	add('f Q\n');
}

/** Below 100, and a space. */
function number(value) {
	if (value > 9) page[length++] = 0x30 + ((value / 10) | 0);
	page[length++] = 0x30 + (value % 10);
	page[length++] = 0x20;
}

const PAGE = `/MediaBox[0 0 ${WIDTH} ${HEIGHT}]/Resources ${resources} 0 R/Contents `;
const groups = [];
let group = [];
let groupNumber = 0;
function emit() {
	if (group.length === 0) groupNumber = reserve();
	const [contents, number] = [reserve(), reserve()];
	stream(contents, '', page.subarray(0, length));
	object(number, `<</Type/Page/Parent ${groupNumber} 0 R${PAGE}${contents} 0 R>>`);
	group.push(`${number} 0 R`);
	if (group.length === 128) endGroup();
}
function endGroup() {
	if (group.length === 0) return;
	object(groupNumber, `<</Type/Pages/Parent ${tree} 0 R/Count ${group.length}/Kids[${group.join(' ')}]>>`);
	groups.push(`${groupNumber} 0 R`);
	group = [];
}

const count = Number(mailboxes);
for (let i = 0; i < count; i++) {
	const one = content.household(i);
	stickerPage(one);
	emit();
	letterPage(one);
	emit();
}
endGroup();
object(tree, `<</Type/Pages/Count ${2 * count}/Kids[${groups.join(' ')}]>>`);
object(catalog, `<</Type/Catalog/Pages ${tree} 0 R>>`);
end();

function end() {
	const start = written;
	putText(`xref\n0 ${last + 1}\n0000000000 65535 f \n`);
	const table = Buffer.alloc(20 * last, '0000000000 00000 n \n', 'latin1');
	for (let i = 1; i <= last; i++) table.latin1Write(String(places[i]).padStart(10, '0'), (i - 1) * 20);
	put(table);
	putText(`trailer\n<</Size ${last + 1}/Root ${catalog} 0 R>>\nstartxref\n${start}\n%%EOF\n`);
	flush();
	closeSync(file);
}

function discBox() {
	const radius = short(pt(content.DISC_RADIUS));
	return `-${radius} -${radius} ${radius} ${radius}`;
}

function form(box, dict, operators) {
	const number = reserve();
	stream(number, `/Type/XObject/Subtype/Form/BBox[${box}]${dict}`, Buffer.from(operators, 'latin1'));
	return number;
}

function writeSharedForm() {
	let operators = `BT /F ${place.body.size} Tf ${leading} TL `;
	let y = 0;
	for (const one of always) {
		operators += `1 0 0 1 0 ${short(y + leading)} Tm ${one.operators}`;
		y -= one.count * leading + gap;
	}
	const box = `-5 ${short(y - 20)} ${short(pt(place.body.width) + 5)} 30`;
	return form(box, `/Resources<</Font<</F ${font} 0 R>>>>`, `${operators}ET`);
}

function writeFont() {
	const [whole, descendant, descriptor, program, meaning] = [1, 2, 3, 4, 5].map(reserve);
	const name = '/PALIER+Atkinson';
	const { ascent, descent, capHeight } = prepared.font;
	stream(program, `/Length1 ${fontFile.length}`, fontFile);
	stream(meaning, '', Buffer.from(toUnicode(), 'latin1'));
	object(
		descriptor,
		`<</Type/FontDescriptor/FontName${name}/Flags 4/FontBBox[-1000 ${Math.floor(descent)} 3000 ${Math.ceil(ascent)}]` +
			`/ItalicAngle 0/Ascent ${ascent}/Descent ${descent}/CapHeight ${capHeight}/StemV 80/FontFile2 ${program} 0 R>>`
	);
	object(
		descendant,
		`<</Type/Font/Subtype/CIDFontType2/BaseFont${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>` +
			`/CIDToGIDMap/Identity/W[${prepared.glyphs.map(([, id, advance]) => `${id}[${advance}]`).join('')}]` +
			`/FontDescriptor ${descriptor} 0 R>>`
	);
	object(
		whole,
		`<</Type/Font/Subtype/Type0/BaseFont${name}/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]/ToUnicode ${meaning} 0 R>>`
	);
	return whole;
}

function toUnicode() {
	const hex = (value) => value.toString(16).padStart(4, '0');
	const rows = prepared.glyphs.map(([character, id]) => `<${hex(id)}> <${hex(character.charCodeAt(0))}>`);
	return (
		'/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n' +
		'/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n' +
		'/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n' +
		`1 begincodespacerange <0000> <FFFF> endcodespacerange\n${rows.length} beginbfchar\n${rows.join('\n')}\nendbfchar\n` +
		'endcmap CMapName currentdict /CMap defineresource pop end end\n'
	);
}

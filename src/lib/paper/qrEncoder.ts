import { correctedMessage } from './qrEncoderBlocks.ts';
import { layoutOf, placeData, QUIET, type Layout } from './qrEncoderLayout.ts';
import { bestMask, lowBits } from './qrEncoderMasks.ts';
import { codewords, segmentsOf, smallestVersion, type Segment } from './qrEncoderSegments.ts';
import { LARGEST_VERSION, type ErrorLevel } from './qrEncoderVersions.ts';

/** A QR symbol as ISO/IEC 18004:2015 makes it of a text; section numbers beside this file's functions are that standard's. */
export interface EncodedQr {
	/** 1 to 40. */
	readonly version: number;
	/** The data mask pattern, 0 to 7. */
	readonly mask: number;
	/** Modules to a side, without the quiet zone. */
	readonly size: number;
	/** Words of 32 modules that a row takes. */
	readonly rowWords: number;
	/** Row by row; bit x % 32 of word x / 32 is the module in column x, 1 for dark. */
	readonly rows: Uint32Array;
	readonly segments: readonly Segment[];
}

/**
 * The smallest symbol for a text (in UTF-8) at that level, cut in alphanumeric and byte segments so that it takes the
 * fewest bits, with the mask that the standard's penalties prefer, or with the given one. Numeric and kanji modes are not
 * used. Throws when the text is empty or does not fit in version 40.
 */
export function encodeQr(text: string, level: ErrorLevel, mask?: number): EncodedQr {
	if (text === '') throw new Error('a QR symbol needs a text');
	const bytes = utf8.encode(text);
	const version = smallestVersion(bytes, level);
	if (version === undefined)
		throw new Error(`${bytes.length} bytes do not fit in QR version ${LARGEST_VERSION} at level ${level}`);
	const segments = segmentsOf(bytes, version);
	const layout = layoutOf(version, level);
	placeData(correctedMessage(codewords(bytes, segments, version, level), version, level), layout);
	const chosen = mask ?? bestMask(layout);
	return { version, mask: chosen, size: layout.size, ...rowsOf(layout, chosen), segments };
}

const utf8 = new TextEncoder();

function rowsOf({ size, stride, uprightStrips, data, surrounds }: Layout, mask: number) {
	const surround = surrounds[mask]!;
	const rows = new Uint32Array(size * uprightStrips);
	for (let strip = 0; strip < uprightStrips; strip++) {
		const own = lowBits(size - 32 * strip);
		for (let y = 0, at = strip * stride + QUIET; y < size; y++, at++)
			rows[y * uprightStrips + strip] = (data[at]! ^ surround[at]!) & own;
	}
	return { rows, rowWords: uprightStrips };
}

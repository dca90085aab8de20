import type { Shape, Tagged } from '#lib/paper/drawing.ts';
import type { Area } from '#lib/paper/lengths.ts';
import { writeDown, type Paragraph } from './writing.ts';
import type { Voice } from './words.ts';

/** Shapes that somebody to whom the page is read hears as one thing; `alt` is what is said of a picture. */
export function read(role: Tagged['role'], voice: Voice, shapes: readonly Shape[], alt?: string): Tagged {
	return { kind: 'tagged', role, shapes, language: voice.language, ...(alt === undefined ? {} : { alt }) };
}

export interface ReadParagraph extends Paragraph {
	/** A paragraph, when nothing else is said. */
	readonly role?: 'H1' | 'H2';
}

/** As `writeDown`, each paragraph read by itself. */
export function readDown(
	paragraphs: readonly ReadParagraph[],
	area: Area,
	stand: 'top' | 'middle' = 'top'
): Tagged[] {
	const written = writeDown(paragraphs, area, stand).paragraphs;
	return paragraphs.map(({ voice, role }, i) => read(role ?? 'P', voice, written[i]!.shapes));
}

/** The same groups, each painted once for the whole document under this name. */
export function paintedOnce(name: string, groups: readonly Tagged[]): Tagged[] {
	return groups.map((group, i) => ({
		...group,
		shapes: [{ kind: 'stamp', name: `${name} ${i + 1}`, shapes: group.shapes, x: 0, y: 0 }]
	}));
}

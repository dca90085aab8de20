import { characterName } from '#lib/paper/text.ts';
import type { Say } from '#lib/text/speak.ts';
import type { LineRefusal } from './picture.ts';

/** Why a sticker does not stand on a label, and what would do. */
export function refusalInWords(thing: string, refusal: LineRefusal, say: Say): string {
	switch (refusal.refusal) {
		case 'no-mailbox':
			return say('studio.refused.no-mailbox', { thing });
		case 'too-small':
			return say('studio.refused.too-small', { thing, ...refusal.needs });
		case 'unknown-character': {
			const characters = refusal.characters.map(characterName).join(', ');
			return say('studio.refused.unknown-character', { thing, characters });
		}
		case 'too-long':
			return say('studio.refused.too-long', { thing });
	}
}

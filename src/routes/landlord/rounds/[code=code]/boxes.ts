import { readEmblem } from '#lib/catalogue/emblems.ts';
import type { RoundBox } from '#lib/server/rounds.ts';
import { emblemName } from '#lib/text/emblemName.ts';
import type { Language } from '#lib/text/languages.ts';

/** A mailbox with its drawing, so that the page brings no catalogue along. */
export const pictured = ({ label, kit, hasKit, distributedAt, emblem }: RoundBox, language: Language) => ({
	...{ label, kit, hasKit, isIn: distributedAt !== null },
	drawing: { name: emblemName(language, emblem), paths: readEmblem(emblem).map(({ path }) => path) }
});

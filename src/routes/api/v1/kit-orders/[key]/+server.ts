import { kitOrderShown } from '#lib/server/apiKits.ts';
import { answering } from '#lib/server/web/answering.ts';

export const GET = answering(
	'readKitOrder',
	async ({ db, scope, params }) => (await kitOrderShown(db, scope, params.key!)) ?? { refused: 'not-found' }
);

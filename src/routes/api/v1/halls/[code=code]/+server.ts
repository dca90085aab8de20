import { readCode } from '#lib/codes/codes.ts';
import { changeHouseRules, hallWith } from '#lib/server/apiPlaces.ts';
import { answering } from '#lib/server/web/answering.ts';

/** A mistyped code is no hall's. */
const codeOf = ({ code = '' }: Partial<Record<string, string>>) => {
	const read = readCode('place', code);
	return 'code' in read ? read.code : '';
};

const NOT_FOUND = { refused: 'not-found' } as const;

export const GET = answering(
	'readHall',
	async ({ db, scope, params }) => (await hallWith(db, scope, codeOf(params))) ?? NOT_FOUND
);

export const PATCH = answering('changeHall', async ({ db, actor, scope, params, body, now }) => {
	const code = codeOf(params);
	return (await changeHouseRules(db, { actor, scope }, code, body.houseRules, now)) ?? NOT_FOUND;
});

import { config } from '#lib/server/config.ts';
import { LINK_MINUTES, newOperatorToken } from '#lib/server/operators.ts';
import { parseArgs } from 'node:util';
import { WrongUsage } from './outcome.ts';

/** It needs the kit key and no database: the server may run. */
export async function operatorCommand(args: string[]): Promise<void> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: { json: { type: 'boolean' } }
	});
	if (positionals.join(' ') !== 'link') throw new WrongUsage('operator link [--json]');
	const signInLink = `${config().publicUrl}/operator/enter/${newOperatorToken(Date.now())}`;
	if (values.json) console.log(JSON.stringify({ signInLink, validMinutes: LINK_MINUTES }));
	else
		console.log(
			`Whoever decides about reports signs in once with this link, within ${LINK_MINUTES} minutes:\n${signInLink}`
		);
}

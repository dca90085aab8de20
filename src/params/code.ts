import type { ParamMatcher } from '@sveltejs/kit';

/**
 * What may be a mailbox's or a hall's code in a URL: 10 to 16 letters and digits, with hyphens or spaces.
 * Whether it is one is said by `readCode`, so that a mistyped code gets its own page.
 */
export const match: ParamMatcher = (param) => /^[a-z0-9]{10,16}$/i.test(param.replace(/[\s-]/g, ''));

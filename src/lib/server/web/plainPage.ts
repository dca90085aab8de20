import { direction, type Language } from '#lib/text/languages.ts';
import { speak } from '#lib/text/speak.ts';
import { policyOf } from './policy.ts';

/** What went wrong, in words that say what to do now. `id` is what the log calls it. */
export interface Trouble {
	readonly message: string;
	readonly id?: string | undefined;
}

/** What a refusal with this status says. */
export function refusalWords(status: number) {
	if (status === 404) return 'error.notFound' as const;
	if (status === 405) return 'error.method' as const;
	if (status === 413) return 'error.tooLarge' as const;
	if (status === 429) return 'error.tooMany' as const;
	return status < 500 ? ('error.form' as const) : ('error.fault' as const);
}

/**
 * A page for what the pages of Kit cannot answer: an address that is closed to this reader, a fault before or behind them.
 * `home` is the first page, in the reader's language.
 */
export function plainPage(
	language: Language,
	status: number,
	{ trouble, home = '/' }: { trouble?: Trouble | undefined; home?: string } = {}
): { html: string; headers: Readonly<Record<string, string>> } {
	const say = speak(language);
	const { message, id } = trouble ?? { message: say(refusalWords(status)) };
	const title = say(status === 404 ? 'error.notFoundTitle' : 'error.faultTitle');
	const html = `<!doctype html>
<html lang="${language}" dir="${direction(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title} · Palier</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${escaped(message)}</p>
${id ? `<p>${say('error.id')} <code dir="ltr">${id}</code></p>` : ''}
<a href="${home}">${say('error.start')}</a>
</main>
</body>
</html>
`;
	return { html, headers: HEADERS };
}

/** A message may hold what somebody typed. */
function escaped(text: string): string {
	return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The paper and the ink of lib/ui/look.css. */
const STYLE = `
html { font-size: 112.5%; background: #fbf7ef; color: #141414; }
body {
	max-width: 34rem; margin: 0 auto; padding: 1.5rem 1rem; overflow-wrap: break-word; word-wrap: break-word;
	font: 1rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', Arial, sans-serif;
}
h1 { font-size: 1.7rem; line-height: 1.3; }
a { display: inline-block; padding: 0.7rem 0; color: inherit; }
@media (prefers-color-scheme: dark) { html { background: #16140f; color: #f6f0e4; } }
`;

const HEADERS = {
	'content-type': 'text/html; charset=utf-8',
	'content-security-policy': policyOf(STYLE, 'none')
};

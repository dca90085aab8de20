import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** How a route is called: a method, or a form action as its form names it; `?` is the action without a name. */
export type Way = Method | 'HEAD' | '?' | `?/${string}`;
export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof methods)[number];

const folder = fileURLToPath(new URL('../../../src/routes', import.meta.url));
const VERBS: readonly string[] = [...methods, 'HEAD'];

/** Every way into every route, as the files under `src/routes` have them. */
export function waysIn(): Map<string, Way[]> {
	const found = new Map<string, Way[]>();
	for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
		const ways = waysOf(path);
		if (ways.length === 0) continue;
		const inside = dirname(path);
		const route = inside === '.' ? '/' : `/${inside}`;
		found.set(route, [...(found.get(route) ?? []), ...ways]);
	}
	return found;
}

function waysOf(path: string): Way[] {
	const name = basename(path);
	if (/^\+page(@.*)?\.svelte$/.test(name)) return ['GET'];
	if (name === '+server.ts') return exported(path).filter((one): one is Way => VERBS.includes(one));
	return name === '+page.server.ts' ? actionsOf(path) : [];
}

function parsed(path: string): ts.SourceFile {
	const text = readFileSync(`${folder}/${path}`, 'utf8');
	return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** The names that a file exports. */
function exported(path: string): string[] {
	return parsed(path).statements.flatMap((statement) => {
		if (ts.isExportDeclaration(statement)) {
			const { exportClause } = statement;
			if (!exportClause || !ts.isNamedExports(exportClause))
				throw new Error(`${path} exports what cannot be read here`);
			return exportClause.elements.map(({ name }) => name.text);
		}
		if (!ts.canHaveModifiers(statement)) return [];
		const isExported = ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
		if (!isExported) return [];
		if (ts.isVariableStatement(statement))
			return statement.declarationList.declarations.map(({ name }) => name.getText());
		return ts.isFunctionDeclaration(statement) && statement.name ? [statement.name.text] : [];
	});
}

function actionsOf(path: string): Way[] {
	if (!exported(path).includes('actions')) return [];
	for (const statement of parsed(path).statements) {
		if (!ts.isVariableStatement(statement)) continue;
		const actions = statement.declarationList.declarations.find(({ name }) => name.getText() === 'actions');
		if (!actions) continue;
		const { initializer } = actions;
		if (!initializer || !ts.isObjectLiteralExpression(initializer))
			throw new Error(`${path}: its actions are no list`);
		return initializer.properties.map((property) => {
			if (!property.name) throw new Error(`${path}: an action without a name`);
			const name = property.name.getText();
			return name === 'default' ? '?' : (`?/${name}` as const);
		});
	}
	throw new Error(`${path}: its actions are not found`);
}

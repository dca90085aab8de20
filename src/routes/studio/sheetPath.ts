import { slotsOf, type Slot } from '#lib/paper/slots.ts';
import type { Sheet } from '#lib/paper/sheets.ts';

/** The outlines of a sheet's labels as one SVG path, in mm of the paper: short enough for a list of thirty sheets. */
export function sheetPath(sheet: Sheet): string {
	return slotsOf(sheet).map(outline).join('');
}

function outline({ edge: { x, y, w, h }, shape, corner }: Slot): string {
	if (shape === 'round') {
		const r = w / 2;
		return `M${mm(x)} ${mm(y + r)}${arc(r, w, 0)}${arc(r, -w, 0)}z`;
	}
	const r = Math.min(corner, w / 2, h / 2);
	const [along, across] = [mm(w - 2 * r), mm(h - 2 * r)];
	if (r === 0) return `M${mm(x)} ${mm(y)}h${along}v${across}h-${along}z`;
	return (
		`M${mm(x + r)} ${mm(y)}h${along}${arc(r, r, r)}v${across}${arc(r, -r, r)}` +
		`h-${along}${arc(r, -r, -r)}v-${across}${arc(r, r, -r)}z`
	);
}

function arc(r: number, dx: number, dy: number): string {
	return `a${mm(r)} ${mm(r)} 0 0 1 ${mm(dx)} ${mm(dy)}`;
}

function mm(length: number): number {
	return Math.round(length * 10) / 10;
}

/**
 * Things to lend that no free set draws well enough, drawn for Palier in the manner of Material Design Icons:
 * solid, 24 x 24, each thing from the side that everybody knows, with the one detail that names it.
 * The line above a drawing names its parts in their order.
 */
import type { Point } from './pen.ts';
import { arc, bar, box, disc, hole, line, mirrored, plank, poly, ring, rounded, shifted, tube, turned } from './pen.ts';

/** Handle, rod, collar, cylinder, foot, gauge with its needle, hose, nozzle. */
export const bicyclePump =
	box(1.2, 1.5, 11.6, 2.8, 1.4) +
	box(6.1, 4, 1.8, 3) +
	box(4, 6.4, 6, 2, 0.6) +
	box(4.6, 9.4, 4.8, 10) +
	rounded(0.9, [2.6, 19.4], [14, 19.4], [15, 22.5], [1.4, 22.5]) +
	ring(13.6, 15.4, 3.2, 1.2) +
	line(0.9, [13.6, 15.4], [14.7, 14.2]) +
	box(12.8, 18, 1.6, 2) +
	tube(1.8, 4, [13.6, 21.1], [20.4, 21.1], [20.4, 10]) +
	rounded(0.5, [19, 4], [21.8, 4], [21.8, 10.4], [19, 10.4]) +
	box(16.8, 4.6, 3, 1.8, 0.6);

/** Body, chuck, bit, grip, trigger, battery. */
export const drill =
	rounded(1.4, [2, 3], [13.4, 3], [13.4, 10], [2, 10]) +
	poly([14.4, 3.6], [18, 5], [18, 8], [14.4, 9.4]) +
	poly([18, 5.7], [22, 5.7], [23, 6.5], [22, 7.3], [18, 7.3]) +
	poly([3.4, 9], [9, 9], [7.6, 16.6], [2, 16.6]) +
	rounded(0.4, [9.4, 11], [11.2, 11], [10.4, 14.2], [8.8, 14.2]) +
	box(1.5, 17.6, 9.5, 4.4, 1) +
	hole(box(4, 5, 6, 1)) +
	hole(box(4, 7, 6, 1));

/** Face, neck, head with claw, handle. */
export const hammer = shifted(-0.3, 0.3, turned(24, box(3.2, 3.6, 4.2, 7.2, 0.8) + box(7, 5, 3, 4.4) + 'M9 4.4H13.8C16.6 4.4 19.2 5.6 20.4 9.4C18.2 8.2 15.8 8.2 13.4 9.8H9z' + rounded(1, [9.2, 10.8], [13, 10.8], [13.3, 23], [8.9, 23])));

/** Bar, window, marks, bubble, end vial, hole to hang it. */
export const spiritLevel = box(1, 8, 22, 8, 0.8) + hole(box(5.4, 9.5, 11.4, 5, 2.5)) + box(7.5, 9.4, 0.9, 5.2) + box(13.8, 9.4, 0.9, 5.2) + disc(11.1, 11.8, 1.9, 1.4) + hole(disc(20, 12, 1.9)) + box(19.5, 10, 1, 4) + hole(disc(3.2, 12, 0.9));

/** Platform, front rails, steps, back leg. */
export const stepladder = box(6.5, 2, 9, 2.4, 0.6) + plank([8, 4], [2.6, 22], 2) + plank([13, 4], [14, 22], 2) + poly([6.6, 7.6], [13, 7.6], [13, 9.4], [6, 9.4]) + poly([5.4, 11.8], [13, 11.8], [13.4, 13.6], [4.8, 13.6]) + poly([4.2, 16], [13.4, 16], [13.5, 17.8], [3.6, 17.8]) + plank([15, 4], [21.4, 22], 1.8);

/** Cord, body with handle, shoe, blade with teeth. */
export const jigsaw =
	tube(1.4, 2, [5, 5], [2, 5], [2, 1.6]) +
	rounded(2.2, [5, 2.4], [16, 2.4], [21.6, 7], [21.6, 13], [4, 13]) +
	hole(rounded(1, [8.4, 5.2], [14.8, 5.2], [17.2, 8.4], [8.4, 8.4])) +
	box(2, 14, 20, 2, 0.4) +
	poly([15.4, 16], [18, 16], [19.2, 17], [18, 17.6], [19.2, 18.6], [18, 19.2], [19.2, 20.2], [18, 20.8], [17, 22.5], [15.4, 22.5]);

/** Grip, motor, bag for the dust with its neck, pad, sandpaper with its grains, dust. */
export const sander =
	tube(3, 2.6, [4, 11], [4, 3.4], [14.6, 3.4], [14.6, 11]) +
	rounded(1, [2.5, 9], [16.1, 9], [16.1, 13], [2.5, 13]) +
	box(15.6, 9.6, 3.4, 2) +
	rounded(1.6, [18, 4], [23, 4], [23, 13.6], [18, 13.6]) +
	box(1, 13.9, 17, 2.2, 0.5) +
	box(1, 17, 17, 5, 0.4) +
	[3, 6.2, 9.4, 12.6, 15.8].map((x) => hole(disc(x, 18.5, 0.6))).join('') +
	[4.6, 7.8, 11, 14.2].map((x) => hole(disc(x, 20.4, 0.6))).join('') +
	disc(20.4, 19.4, 0.9) +
	disc(22.4, 17.2, 0.7) +
	disc(22.4, 21.4, 0.8);

/** Strip, three sockets with their holes, cable, plug with its pins. */
export const extensionLead =
	box(1.5, 13, 21, 8.5, 2) + [6, 12, 18].map((x) => hole(disc(x, 17.25, 2.4)) + disc(x - 0.95, 17.25, 0.5) + disc(x + 0.95, 17.25, 0.5)).join('') + tube(1.6, 3, [4.4, 14], [4.4, 6], [13, 6]) + rounded(1, [12, 2.6], [17, 2.6], [17, 9.4], [12, 9.4]) + box(17, 3.8, 4, 1.4) + box(17, 6.8, 4, 1.4);

/** Jaws, pivot, handles. */
export const pliers = shifted(
	1,
	-0.9,
	turned(40, rounded(0.5, [11.5, 1], [11.5, 9], [8, 9], [7.6, 6], [9.8, 1]) + rounded(0.5, [12.5, 1], [14.2, 1], [16.4, 6], [16, 9], [12.5, 9]) + disc(12, 10.2, 3.6) + hole(disc(12, 10.8, 1.1)) + tube(2.6, 5, [10, 12.4], [6.6, 15], [8, 22]) + tube(2.6, 5, [14, 12.4], [17.4, 15], [16, 22]))
);

/** Beam, left legs with tie, right legs with tie. */
export const trestles = shifted(0, -0.6, box(1.5, 4, 21, 3.4, 0.4) + plank([6, 7], [2.6, 21], 2) + plank([6.4, 7], [9.8, 21], 2) + plank([17.6, 7], [14.2, 21], 2) + plank([18, 7], [21.4, 21], 2) + box(4, 14, 4.4, 1.8) + box(15.6, 14, 4.4, 1.8));

/** Tray, handle, wheel, leg. */
export const wheelbarrow = shifted(0.1, -1.1, rounded(0.8, [1.6, 4], [18, 4], [14.6, 12.4], [6, 12.4]) + tube(2, 2, [5, 18], [14.4, 14.4], [21.8, 9.8]) + ring(5, 18, 4, 1.8) + plank([13.4, 15], [15.4, 22], 2));

/** A leaf about x, y. */
const leafAt = (x: number, y: number, degrees: number) => turned(degrees, `M${x - 1.7} ${y}C${x - 0.8} ${y - 1.3} ${x + 0.8} ${y - 1.3} ${x + 1.7} ${y}C${x + 0.8} ${y + 1.3} ${x - 0.8} ${y + 1.3} ${x - 1.7} ${y}z`, [x, y]);

/** Body with its handle, front handle, blade, teeth above and below; bush cut flat, trunk, ground; cut leaves. */
export const hedgeTrimmer =
	rounded(1.4, [0.8, 5], [5, 5], [6.4, 3.8], [9, 3.8], [9, 10.6], [6.4, 10.6], [5, 10.2], [0.8, 10.2]) +
	hole(rounded(0.9, [2.4, 6.5], [5.2, 6.5], [5.2, 8.7], [2.4, 8.7])) +
	tube(1.5, 1.4, [7, 4.4], [7, 1.5], [11, 1.5], [11, 7.4]) +
	box(8.6, 6.7, 14.8, 1.9, 0.8) +
	[13, 15.2, 17.4, 19.6, 21.8].map((x) => box(x - 0.5, 4.8, 1, 2.4, 0.3) + box(x - 0.5, 8.2, 1, 2.4, 0.3)).join('') +
	poly([3.4, 11.8], [22.6, 11.8], [19.4, 17.6], [6.6, 17.6]) +
	disc(4.6, 14.4, 2.4) +
	disc(21.4, 14.4, 2.2) +
	disc(7.4, 16.6, 2.4) +
	disc(11, 17.4, 2.4) +
	disc(15, 17.4, 2.4) +
	disc(18.8, 16.6, 2.4) +
	box(11.9, 18, 2.2, 4) +
	bar([5, 22.2], [21, 22.2], 1.4) +
	leafAt(15.4, 2.4, -30) +
	leafAt(20.4, 2.6, 35);

/** Machine with its vent, grip, wheel, hose, gun, lance, spray. */
export const pressureWasher =
	'M1.5 10.2A1.2 1.2 0 0 1 2.7 9H7.7A1.2 1.2 0 0 1 8.9 10L10.9 21.6H8.35A4.4 4.4 0 0 0 1.5 16.1z' +
	hole(box(3.2, 11.2, 4, 1.2, 0.6)) +
	tube(1.6, 1, [2.3, 10], [2.3, 3.6], [6, 3.6]) +
	ring(4.8, 19, 3.4, 1.7) +
	tube(1.4, 2, [9.2, 16], [14, 16], [14, 9.6], [12.6, 7.4]) +
	turned(35, rounded(0.4, [9.4, 3], [14.4, 3], [14.4, 6.2], [12.4, 6.2], [12, 9], [9.4, 9]) + box(14, 3.8, 5.4, 1.6) + line(1.1, [21, 3.2], [23.6, 1.6]) + line(1.1, [21.2, 4.6], [24.4, 4.6]) + line(1.1, [21, 6], [23.6, 7.6]), [12, 3]);

/** Coil, its middle, tail, nozzle, drops. */
export const gardenHose = shifted(0.1, 0.6, ring(9, 12.6, 8, 1.8) + ring(9, 12.6, 5.2, 1.8) + tube(1.8, 2, [9, 19.7], [20, 19.7], [20, 12]) + poly([18.4, 8], [21.6, 8], [21, 12.4], [19, 12.4]) + disc(20, 5.4, 0.8, 1.2) + disc(17.6, 4.4, 0.8, 1.2) + disc(22, 3.4, 0.8, 1.2));

/** Handle, engine with its cap, deck, back wheel, front wheel. */
export const lawnMower = shifted(0.55, 0.25, tube(1.8, 1, [1.8, 2.4], [4.4, 2.4], [8.6, 12.4]) + box(12, 4.6, 4.4, 1.6, 0.6) + rounded(0.8, [10.4, 7], [17.6, 7], [18.4, 10.6], [10.4, 10.6]) + 'M7.6 11.6H19L21 14.6V15.54A4 4 0 0 0 15.02 18.6H11A4.6 4.6 0 0 0 6 13.8z' + ring(6.4, 18.4, 3.6, 1.8) + ring(19, 19, 3, 1.6));

/** Bar, fixed jaw, pad, screw, sliding jaw, handle. */
export const clamp = box(17, 1.5, 2.4, 21) + rounded(0.7, [3, 1.5], [19.4, 1.5], [19.4, 4.5], [8.2, 4.5], [8.2, 6.5], [3, 6.5]) + box(3, 9.6, 5.2, 1.6, 0.4) + box(4.6, 11, 2, 7) + rounded(0.7, [3, 12.8], [21.4, 12.8], [21.4, 16.2], [3, 16.2]) + rounded(1, [3.6, 17.4], [7.6, 17.4], [8.2, 23], [3, 23]);

/** Handle, frame, toe, wheel, parcel. */
export const handTruck = tube(2, 1, [2.4, 2.6], [6, 2.6], [12, 17]) + plank([11.4, 17.6], [21.6, 15], 2) + ring(10, 19, 3.4, 1.6) + turned(-15, rounded(0.6, [11, 5.4], [18.4, 5.4], [18.4, 13], [11, 13]), [14, 10]);

/** Handle with its hole, ferrule, bristles. */
export const paintBrush = turned(40, rounded(1, [11.2, -1.4], [13.8, -1.4], [14.2, 2], [13.6, 6], [15, 9], [10, 9], [11.4, 6], [10.8, 2]) + hole(disc(12.5, 1, 0.7)) + box(7.5, 10, 10, 3.4, 0.4) + poly([7.5, 14.4], [17.5, 14.4], [17.5, 22], [15.5, 20.6], [14.1, 22.6], [12.5, 21], [10.7, 22.6], [9.3, 20.8], [7.5, 22]));

/** Top, legs, shelf, vice: foot, jaws, screw, its handle; hammer. */
export const workbench =
	box(1, 11, 22, 3.2, 0.6) +
	box(2.8, 14, 3, 8.6) +
	box(18.2, 14, 3, 8.6) +
	box(5, 17, 14, 2.2) +
	rounded(0.5, [13.4, 7.6], [19.4, 7.6], [20.4, 10.2], [12.4, 10.2]) +
	rounded(0.5, [12.6, 2], [15.8, 2], [15.8, 8.4], [13.6, 8.4], [13.6, 5], [12.6, 5]) +
	rounded(0.5, [17, 2], [20.2, 2], [20.2, 5], [19.2, 5], [19.2, 7], [17, 7]) +
	box(19, 5, 3.6, 1.6) +
	box(21.8, 2.4, 1.5, 6.8, 0.7) +
	bar([4, 8.8], [10.6, 8.8], 1.6) +
	box(1.6, 5.6, 2.8, 4.6, 0.5);

/** Tip, rod, collar, handle, cord, smoke, drop of solder on its plate. */
export const solderingIron = shifted(
	0,
	-0.8,
	turned(225, poly([11, 4.4], [11.6, 0.6], [12.4, 0.6], [13, 4.4]) + box(11, 4.2, 2, 5.2) + box(10.2, 9, 3.6, 1.6, 0.3) + rounded(1, [9.6, 11.6], [14.4, 11.6], [13.8, 21], [10.2, 21])) +
		tube(1.4, 2, [17.6, 6.4], [20.2, 3.8], [22, 6.4], [22, 11]) +
		tube(1.2, 1.2, [4, 15.6], [2.6, 13.2], [5.2, 10], [3.8, 7.4]) +
		tube(1.2, 1.2, [7.6, 11.6], [6.2, 9.2], [8.8, 6], [7.4, 3.4]) +
		box(1.5, 21.4, 9, 1.4, 0.4)
);

/** Frame with its gaps and binding. */
const snowshoe =
	'M6.4 1.5C9.4 1.5 11 4 11 7.4C11 12 9 15 7.6 19V22.5H5.2V19C3.8 15 1.8 12 1.8 7.4C1.8 4 3.4 1.5 6.4 1.5z' +
	hole('M5.8 3.4V6.6H3.6C3.7 4.8 4.4 3.6 5.8 3.4z') +
	hole('M7 3.4C8.4 3.6 9.1 4.8 9.2 6.6H7z') +
	hole('M3.6 8H4.8V11H4.2C3.8 10 3.6 9 3.6 8z') +
	hole('M8 8H9.2C9.2 9 9 10 8.6 11H8z') +
	hole('M4.8 12.4H8C7.5 13.8 6.9 15.2 6.4 16.8C5.9 15.2 5.3 13.8 4.8 12.4z');

/** A pair of them. */
export const snowshoes = snowshoe + shifted(11.2, 0, snowshoe);

/** Runner with its curl, seat, posts; slope; snow that falls. */
export const sledge =
	shifted(0.3, -3, turned(14, tube(2, 3.4, [1.6, 16.6], [21.6, 16.6], [21.6, 9.6]) + box(1.4, 9, 15.4, 2.8, 1) + plank([5, 11], [4.4, 16.4], 2) + plank([13.2, 11], [12.6, 16.4], 2), [12, 12])) + poly([0.8, 15.4], [23.2, 21], [23.2, 22.6], [0.8, 22.6]) + disc(14.2, 2.2, 1) + disc(19.6, 4, 1) + disc(8.4, 2.2, 1);

/** A ski with its binding, its pole: shaft, grip, basket. */
const ski = 'M8.5 1C9.8 1.6 10.4 3.4 10.4 5.2C10.4 8 9.8 10 9.8 13C9.8 16 10.3 18.4 10.3 22.5H6.7C6.7 18.4 7.2 16 7.2 13C7.2 10 6.6 8 6.6 5.2C6.6 3.4 7.2 1.6 8.5 1z' + box(6, 10.6, 5, 1.4, 0.4) + box(6, 14.6, 5, 1.4, 0.4) + box(2, 6, 1.2, 16.5, 0.6) + box(1.5, 3, 2.2, 5, 1) + disc(2.6, 18.4, 1.6, 0.8);

/** A pair of them. */
export const skis = ski + mirrored(ski);

/** Boot with its laces, cuff, posts, blade. */
export const iceSkates = 'M4.4 4.4H12V8C12 9.4 13 10.2 15 10.6C18.6 11.2 20.6 12.6 20.6 15.6H4.4z' + hole(box(8.8, 6, 2, 1)) + hole(box(8.8, 8.2, 2.4, 1)) + hole(box(9.6, 10.4, 2.8, 1)) + box(3.6, 1.4, 9.2, 2, 0.8) + box(6, 15, 2, 5) + box(15.8, 15, 2, 5) + tube(1.8, 1.6, [2.6, 20.8], [22.2, 20.8], [22.2, 17.4]);

/** Bag with its hood, opening with a face that sleeps, zip with its slider, moon. */
export const sleepingBag =
	'M9 0.8C13.4 0.8 16.4 3.8 16.4 8C16.4 12.4 15.8 17 15 21A2.8 2.8 0 0 1 12.300 23.2H5.700A2.8 2.8 0 0 1 3 21C2.2 17 1.6 12.4 1.6 8C1.6 3.8 4.6 0.8 9 0.8z' +
	hole(disc(9, 7.4, 4.8, 4.4)) +
	arc(6.9, 6.6, 1.2, 20, 160, 0.9) +
	arc(11.1, 6.6, 1.2, 20, 160, 0.9) +
	arc(9, 8.6, 1.2, 30, 150, 0.9) +
	hole(tube(1, 2, [11.6, 15.4], [11.6, 20.8], [5.4, 20.8])) +
	hole(disc(11.6, 13.4, 1.1)) +
	hole('M20.4 1.4A3.8 3.8 0 1 0 22.6 8A3.3 3.3 0 0 1 20.4 1.4z');

/** Pillows, top with its dimples, the two rings of air below, valve. */
export const airMattress =
	box(4, 3, 7.4, 3.4, 1.7) +
	box(12.6, 3, 7.4, 3.4, 1.7) +
	rounded(1.2, [3.4, 7.2], [20.6, 7.2], [23.2, 13], [0.8, 13]) +
	[6, 9, 12, 15, 18].map((x) => hole(disc(x, 9, 0.8, 0.55))).join('') +
	[4.2, 8.1, 12, 15.9, 19.8].map((x) => hole(disc(x, 11.4, 0.9, 0.6))).join('') +
	box(0.6, 13.8, 22.8, 3.4, 1.7) +
	box(0.6, 17.9, 22.8, 3.4, 1.7);

/** A snowflake about 12, 16.2: six arms, each with its two branches. */
const snowflake = poly(
	...[0, 60, 120, 180, 240, 300].flatMap((degrees) =>
		[
			[0.9, -0.5],
			[2, -0.5],
			[2.8, -1.5],
			[3.6, -1],
			[3.2, -0.5],
			[4.5, -0.5],
			[4.5, 0.5],
			[3.2, 0.5],
			[3.6, 1],
			[2.8, 1.5],
			[2, 0.5]
		].map(([u = 0, v = 0]): Point => {
			const [cos, sin] = [Math.sin((degrees * Math.PI) / 180), -Math.cos((degrees * Math.PI) / 180)];
			return [12 + u * cos - v * sin, 16.2 + u * sin + v * cos];
		})
	)
);

/** Handle, lid, box with its snowflake. */
export const coolBox = tube(1.8, 1, [5, 7], [5, 2], [19, 2], [19, 7]) + box(1.5, 5.4, 21, 3.6, 0.8) + rounded(1.2, [2.4, 10], [21.6, 10], [20.6, 22.4], [3.4, 22.4]) + hole(snowflake);

/** Pot with its handle, flames, burner, valve with its knob, cartridge. */
export const campStove = shifted(
	-1.5,
	0,
	rounded(1, [4.4, 1.4], [17, 1.4], [17, 7.4], [4.4, 7.4]) +
		line(1.6, [16, 2.8], [22.4, 2.8]) +
		[7.4, 10.7, 14].map((x) => `M${x} 8.4C${x + 1.6} 9.8 ${x + 1.6} 12 ${x} 12C${x - 1.6} 12 ${x - 1.6} 9.8 ${x} 8.4z`).join('') +
		rounded(0.4, [5.4, 13], [16, 13], [13.6, 15], [7.8, 15]) +
		box(9.6, 14, 2.2, 3) +
		line(1.4, [11, 15.9], [17, 15.9]) +
		box(16.6, 14.4, 2.6, 3, 0.6) +
		'M8 16.6H13.4C16 17 17.6 18 17.6 19.6V21.4A1.2 1.2 0 0 1 16.4 22.6H5A1.2 1.2 0 0 1 3.8 21.4V19.6C3.8 18 5.4 17 8 16.6z'
);

/** Roof, valance, poles. */
export const partyTent = 'M12 1.5C13.4 5 17 8 22.5 9.4H1.5C7 8 10.6 5 12 1.5z' + 'M1.5 10.4H22.5V12.4A2.1 2.1 0 0 1 18.3 12.4A2.1 2.1 0 0 1 14.1 12.4A2.1 2.1 0 0 1 9.9 12.4A2.1 2.1 0 0 1 5.7 12.4A2.1 2.1 0 0 1 1.5 12.4z' + box(2, 11, 1.8, 11.5) + box(20.2, 11, 1.8, 11.5);

/** Box, feet, car with its windows, wheels. */
export const roofBox =
	'M1.5 6.4C3 3.6 6.4 2 11 2H19.5C21 2 22 3 22 4.4V7.4H2.4C1.6 7.4 1.2 7 1.5 6.4z' +
	box(7, 7, 1.6, 3) +
	box(15, 7, 1.6, 3) +
	'M1.5 19V15.4C1.5 14.4 2.4 13.8 4 13.6L6.6 9.6H17L20.4 13.6C22 14 22.5 14.6 22.5 16V19z' +
	hole('M7.6 11.2H11V13.6H6z') +
	hole('M12.4 11.2H16.2L18.2 13.6H12.4z') +
	disc(6.6, 19.4, 2.4) +
	disc(17.4, 19.4, 2.4);

/** Bicycle: wheels, frame, saddle, handlebar; bar; trailer: cabin with its window, wheel, flag. */
export const bikeTrailer = shifted(
	-0.35,
	0.5,
	ring(14.4, 18.4, 2.9, 1) +
		ring(20.8, 18.4, 2.9, 1) +
		line(1, [14.4, 18.4], [16.9, 18.4], [19.6, 13.6], [15.6, 13.6], [14.4, 18.4]) +
		line(1, [16.9, 18.4], [15.2, 12.2]) +
		bar([14.2, 12], [16.4, 12], 1.2) +
		line(1, [20.8, 18.4], [19.2, 11.4], [20.8, 10.6]) +
		bar([8, 18.4], [14.4, 18.4], 1.3) +
		'M1 18.4V9.4A3 3 0 0 1 4 6.400H7.400C8.400 6.400 9.200 6.900 9.800 7.700L12.200 12.400V17.300H9.700A4.300 4.300 0 0 0 1.500 18.400z' +
		hole('M3.200 11.600V9.400A1.200 1.200 0 0 1 4.400 8.200H7.200L9 11.600z') +
		ring(5.6, 18.4, 3.4, 1.5) +
		box(1.6, 1.2, 0.9, 7) +
		poly([2, 1.2], [7, 2.8], [2, 4.4])
);

/** Two boules with their grooves, cochonnet. */
export const petanque = shifted(0, 0.75, disc(7.2, 7.4, 5.8) + hole(arc(1.2, 1.4, 6.8, 14, 76, 1)) + hole(arc(1.2, 1.4, 10.2, 20, 70, 1)) + disc(16.8, 15, 5.8) + hole(arc(22.8, 9, 6.8, 104, 166, 1)) + hole(arc(22.8, 9, 10.2, 110, 160, 1)) + disc(7.2, 18.6, 2.3));

/** A pin: head, body. */
const pin = (x: number, y: number) => shifted(x, y, 'M-1.500 5.200C-2.700 3.200 -2.200 0 0 0C2.200 0 2.700 3.200 1.500 5.200z' + 'M-1.500 6.300H1.500C1.700 8 3.300 10 3.300 13.200C3.300 15.400 2.600 17.400 2 18.600H-2C-2.600 17.400 -3.300 15.400 -3.300 13.200C-3.300 10 -1.700 8 -1.500 6.300z');

/** Two pins, the ball. */
export const skittles = pin(4.2, 3.6) + pin(11.6, 1) + disc(19.2, 18.2, 4.2);

/** Cuff, shaft, handle, foot. */
const crutch = arc(5, 2.6, 3, 20, 160, 1.7) + tube(2, 1, [5, 5.8], [5, 21]) + box(4.6, 9.8, 6, 2.4, 1.2) + box(3.3, 20, 3.4, 3, 0.6);

/** A pair of them. */
export const crutches = shifted(0, -0.8, turned(8, crutch, [5, 12]) + mirrored(turned(8, crutch, [5, 12])));

/** Handle, brake, front leg, back leg, seat, bag, wheels. */
export const rollator = shifted(
	0.65,
	0,
	tube(2, 1, [1.8, 2.6], [6.2, 2.6], [9.6, 9]) + bar([2.6, 5], [6, 5.4], 1.2) + tube(1.9, 1, [8.6, 7], [11.2, 7], [18, 18.6]) + bar([8.8, 7], [5.4, 18.6], 1.9) + box(5.4, 10.6, 11, 2.2, 1) + rounded(0.8, [8.6, 13.6], [13.8, 13.6], [14.6, 18], [7.6, 18]) + ring(5.2, 19.2, 3.5, 1.7) + ring(18.4, 19.2, 3.5, 1.7)
);

/** Push handle with back, seat with legs, foot rest, arm rest, big wheel, small wheel. */
export const wheelchair = tube(2, 1, [2, 3], [5.4, 3], [6.6, 11]) + tube(2, 1.4, [6.4, 11.6], [16.4, 11.6], [18.4, 18.4], [22, 18.4]) + box(6, 7, 9, 1.8, 0.9) + ring(8.6, 16, 6, 1.6) + disc(8.6, 16, 1.2) + ring(17, 20.4, 2.1, 1);

/** A violin: body, neck, scroll, pegs; its bow. */
export const violin = turned(
	32,
	'M9.6 9.4C11.400 9.4 13.2 10.8 13 12.8C12.9 14 11.800 14.400 11.800 15.200C11.800 16.200 14 17 14 19.600C14 22 12.2 23.2 9.6 23.2C7 23.2 5.2 22 5.2 19.6C5.2 17 7.4 16.2 7.4 15.2C7.4 14.4 6.300 14 6.2 12.8C6 10.8 7.800 9.4 9.6 9.4z' +
		hole(box(7.4, 15.9, 0.8, 3.4, 0.4)) +
		hole(box(11, 15.9, 0.8, 3.4, 0.4)) +
		hole(box(8.2, 20.2, 2.8, 0.9, 0.4)) +
		box(8.8, 1.4, 1.6, 9) +
		disc(9.6, 1.4, 1.4) +
		bar([7.6, 3.4], [11.6, 3.4], 1) +
		bar([7.6, 5.2], [11.6, 5.2], 1) +
		line(1.1, [17.6, 1], [17.6, 21.6]) +
		line(0.9, [17.6, 1.4], [19, 3], [19, 19.4], [17.6, 21]),
	[12, 12]
);

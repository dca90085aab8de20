/** Signs of the studio's buttons and pieces: on a 24 x 24 grid, solid (Material Design Icons, Apache-2.0). */
export {
	mdiMinusThick as fewer,
	mdiPlusThick as more,
	mdiCloseThick as away,
	mdiUndo as undo,
	mdiRedo as redo,
	mdiPencil as joker,
	mdiHandshake as badge,
	mdiCar as windscreen,
	mdiDoor as cling,
	mdiQrcode as qr,
	mdiCardAccountDetails as nameplate
} from '@mdi/js';

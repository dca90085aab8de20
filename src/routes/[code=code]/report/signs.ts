/** A drawing for each reason: on a 24 x 24 grid, solid (Material Design Icons, Apache-2.0). */
export {
	mdiCardAccountDetails as personalData,
	mdiMessageAlert as insult,
	mdiAlertOctagon as forbidden,
	mdiQrcodeRemove as falseSticker,
	mdiHandBackRight as harassment,
	mdiDotsHorizontal as other
} from '@mdi/js';

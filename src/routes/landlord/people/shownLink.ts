import { hasMail, signInLink, type Invitation } from '#lib/server/invitations.ts';
import { qrPicture } from '#lib/ui/qrPicture.ts';

/** The language in which a link is mailed; null where it is shown, and nobody waits for a mail server. */
export const mailedIn = ({ language }: App.Locals) => (hasMail() ? language : null);

/** What was mailed is said; else the link is in this answer, and nowhere else. */
export function mailedOrShown({ email, token }: Invitation, { language }: App.Locals, isMailed: boolean) {
	if (isMailed) return { mailed: email };
	const link = signInLink(token, language);
	return { shown: { email, link, picture: qrPicture(link) } };
}

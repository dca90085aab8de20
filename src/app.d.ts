import type { Language } from '#lib/text/languages.ts';
import type { Words } from '#lib/text/sayIn.ts';
import type { ApiCaller } from '#lib/server/apiTokens.ts';
import type { StaffMember } from '#lib/server/staff.ts';

declare global {
	namespace App {
		interface Locals {
			language: Language;
			/** Set on routes that the guards table gives to a household. */
			household?: string;
			/** The id of that household's or that member's session, which is this phone's. */
			session?: string;
			/** Set on routes that the guards table gives to the operator. */
			operator?: string;
			/** Set on routes that the guards table gives to the landlord's staff. */
			staff?: StaffMember;
			/** Set on routes that the guards table gives to a landlord's software. */
			api?: ApiCaller;
			/** What went wrong with this request; with `tryAgain` (seconds) it may work later. */
			trouble?: App.Error & { tryAgain?: number };
		}
		interface PageData {
			language: Language;
			/** The languages that this page can be read in, with their addresses. */
			switches: { language: Language; name: string; href: string }[];
			/** Of the drawings of all things, in one file. */
			pictures?: string;
			/** What a page with a script says, in the reader's language. */
			words?: Words<string>;
		}
		interface Error {
			message: string;
			/** What the log calls this fault. */
			id?: string;
		}
	}
}

export {};

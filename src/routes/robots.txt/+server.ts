import { text } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Nothing here is for search engines: a mailbox's page is for those who stand before it. */
export const GET: RequestHandler = () => text('User-agent: *\nDisallow: /\n');

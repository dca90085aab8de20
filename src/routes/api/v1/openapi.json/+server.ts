import { openApi } from '#lib/exchange/openApi.ts';
import { config } from '#lib/server/config.ts';
import type { RequestHandler } from './$types';

/** What the API can do, for programs. It says nothing of any landlord: everybody may read it. */
export const GET: RequestHandler = () => Response.json(openApi(config().publicUrl));

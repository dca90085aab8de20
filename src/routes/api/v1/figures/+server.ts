import { figuresShown } from '#lib/server/apiFigures.ts';
import { answering } from '#lib/server/web/answering.ts';

export const GET = answering('readFigures', ({ db, scope }) => figuresShown(db, scope));

/** The second page with a script, after the studio: a phone's own gifts are asked for by one (docs/decisions/0018-app-shell.md). */
export const csr = true;

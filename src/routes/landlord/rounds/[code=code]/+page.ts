/** A page with a script: what is ticked where there is no network is kept on the phone (docs/decisions/0018-app-shell.md). */
export const csr = true;

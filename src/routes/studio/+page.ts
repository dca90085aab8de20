/** The one page with a script: the form works without it, and comes alive with it (docs/decisions/0011-studio-script.md). */
export const csr = true;

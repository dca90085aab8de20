/** No page of Palier needs a script: none is sent. */
export const csr = false;

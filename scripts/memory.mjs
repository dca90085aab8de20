/**
 * How Node keeps memory for the `palier` command and its server: room enough, from the start, for what lives no longer than
 * a page, and an old heap that grows by a tenth at a time. Kits are made a tenth quicker, and one of 100,000 mailboxes
 * takes little more memory than one of 1,000 (bench/README.md).
 */
export const memory = ['--min-semi-space-size=16', '--heap-growing-percent=10'];

/** Whether the system said that no room is left, on the disk or for this user. */
export function isDiskFull(error: unknown): boolean {
	return error instanceof Error && 'code' in error && /^(ENOSPC|EDQUOT)$/.test(String(error.code));
}

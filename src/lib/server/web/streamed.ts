type Sink = (bytes: Uint8Array) => Promise<void>;

/**
 * What `make` gives to its sink, as a body: made no faster than it is taken, and no further once nobody takes it. Throws
 * what `make` throws before its first bytes, so that this can still be answered; later the body breaks off, and `broken` is told.
 */
export async function streamed(
	make: (sink: Sink) => Promise<unknown>,
	broken: (fault: unknown) => void
): Promise<ReadableStream<Uint8Array>> {
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
	const writer = writable.getWriter();
	let isLeft = false;
	writer.closed.catch(() => (isLeft = true));
	await new Promise<void>((begun, failed) => {
		let hasBegun = false;
		const sink: Sink = async (bytes) => {
			hasBegun = true;
			begun();
			await writer.write(bytes);
		};
		make(sink)
			.then(async () => {
				begun();
				await writer.close();
			})
			.catch(async (fault: unknown) => {
				if (hasBegun && !isLeft) broken(fault);
				failed(fault);
				await writer.abort(fault);
			})
			.catch(() => {});
	});
	return readable;
}

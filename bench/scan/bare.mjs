/** The limit: node:http and nothing else, sending the bytes and headers of one of Palier's pages to every request. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [, , port, sample] = process.argv;
const { headers, body } = JSON.parse(readFileSync(sample, 'utf8'));
const bytes = Buffer.from(body, 'base64');
const whole = { ...headers, 'content-length': bytes.length };

createServer((request, response) => {
	if (request.headers['if-none-match'] === undefined) response.writeHead(200, whole).end(bytes);
	else response.writeHead(304, headers).end();
}).listen(Number(port), '127.0.0.1');

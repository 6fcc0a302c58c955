// Writes a .br and a .gz beside every text file of the build: the server sends them as they are, so nothing is compressed twice.
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const TEXT = /\.(js|css|html|svg|json|webmanifest|txt)$/;
const WORTH_IT = 1024;

const folder = process.argv[2];
for (const entry of await readdir(folder, { recursive: true })) {
  const path = join(folder, entry);
  if (!TEXT.test(path) || (await stat(path)).size < WORTH_IT) continue;
  const text = await readFile(path);
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }),
    promisify(gzip)(text, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
}

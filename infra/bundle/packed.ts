import { readFile } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';
import type { Plugin } from 'esbuild';

/** The file that is packed: the description of the API, which is read when somebody asks for it and never before. */
const large = /\/functions\/api\/openapi\.json$/;

/** For esbuild: a large JSON file as packed bytes, a tenth of it, that Node unpacks when the module is first imported. */
export const packedJson: Plugin = {
  name: 'packed-json',
  setup(build) {
    build.onLoad({ filter: large }, async ({ path }) => {
      const plain = JSON.stringify(JSON.parse(await readFile(path, 'utf8')));
      const packed = brotliCompressSync(plain).toString('base64');
      const unpack = `brotliDecompressSync(Buffer.from('${packed}', 'base64')).toString()`;
      return { contents: `import { brotliDecompressSync } from 'node:zlib';\nexport default JSON.parse(${unpack});` };
    });
  },
};

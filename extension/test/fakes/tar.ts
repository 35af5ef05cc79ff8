const BLOCK = 512;

/** A ustar archive, as builders.md section 5 tells of the eject endpoint. Long names get PAX headers. */
export function tar(files: ReadonlyMap<string, Uint8Array>, root = ''): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [path, content] of files) {
    const name = root + path;
    if (Buffer.byteLength(name) > 100 || !/^[\x20-\x7e]*$/.test(name)) {
      parts.push(...entry('PaxHeader', paxRecord('path', name), 'x'));
    }
    parts.push(...entry(name, content, '0'));
  }
  parts.push(new Uint8Array(2 * BLOCK));
  return Buffer.concat(parts);
}

function entry(name: string, content: Uint8Array, type: string): Uint8Array[] {
  const header = Buffer.alloc(BLOCK);
  header.write(name.replace(/[^\x20-\x7e]/g, '_').slice(0, 100), 0, 'ascii');
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('14700000000\0', 136);
  header.write(' '.repeat(8), 148);
  header.write(type, 156);
  header.write('ustar\x0000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = new Uint8Array((BLOCK - (content.length % BLOCK)) % BLOCK);
  return [header, content, padding];
}

function paxRecord(key: string, value: string): Uint8Array {
  const tail = ` ${key}=${value}\n`;
  const length = Buffer.byteLength(tail);
  let digits = String(length).length;
  while (String(length + digits).length !== digits) digits += 1;
  return Buffer.from(`${length + digits}${tail}`);
}

/**
 * A packed program as Electron reads it. Source of the layout: Electron's asar format (a pickled JSON header, then the
 * bytes of all files).
 */
export function packAsar(files: Readonly<Record<string, string>>): Buffer {
  const entries: Record<string, { readonly size: number; readonly offset: string }> = {};
  const bodies: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const body = Buffer.from(text);
    entries[name] = { size: body.length, offset: String(offset) };
    bodies.push(body);
    offset += body.length;
  }
  const header = Buffer.from(JSON.stringify({ files: entries }));
  const padded = Math.ceil(header.length / 4) * 4;
  const sizes = Buffer.alloc(16);
  // A pickle with the size of the header's pickle; then that pickle: its length, the length of the text, the text.
  sizes.writeUInt32LE(4, 0);
  sizes.writeUInt32LE(padded + 8, 4);
  sizes.writeUInt32LE(padded + 4, 8);
  sizes.writeUInt32LE(header.length, 12);
  return Buffer.concat([sizes, header, Buffer.alloc(padded - header.length), ...bodies]);
}
